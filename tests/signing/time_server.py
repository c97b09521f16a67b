"""A time-stamp authority on this machine: a real server of RFC 3161, with its revocation list."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

from asn1crypto import tsp
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding

from tests.signing import forgery, material

LIST = "/revocados.crl"


class _Answers(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        asked = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
        server = self.server
        assert isinstance(server, TimeServer)
        answer = asyncio.run(server.authority.async_request_tsa_response(asked)).dump()
        self._send(answer if server.honest else b"<html></html>")

    def do_GET(self) -> None:
        self._send(_revocations() if self.path == LIST else b"")

    def _send(self, answer: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: object) -> None:
        return


class TimeServer(HTTPServer):
    honest = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.address = f"http://127.0.0.1:{self.server_port}/tsa"
        self.authority = forgery.time_authority(crl=self.address.removesuffix("/tsa") + LIST)


def _revocations() -> bytes:
    key, own = material.authority("TSA")
    issuer = x509.load_der_x509_certificate(own).subject
    made = x509.CertificateRevocationListBuilder(issuer, material.AT, material.AT + timedelta(days=30))
    return made.sign(key, SHA256()).public_bytes(Encoding.DER)


@contextmanager
def serving() -> Iterator[TimeServer]:
    with TimeServer() as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
