"""Spreadsheets in and out: lists of invitees as organisers send them, Excel tables as they want them back.

In: `reading` and `text_files` (bytes → sheets of values, by content and never by file name), `headings`
(which column is what), `cells` and `names` (one value each), `rows` (a sheet → `InviteeRow`s, every other row
accounted for), `importer` (a file → the store). Out: `collect` (session → frozen rows), `exporter` (rows →
workbook). `columns` is the one list that both directions share, `safe_cells` keeps text as text in both.
"""
