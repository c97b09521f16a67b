"""The rehearsal workshop: seeded, complete and fictional, set in Condorcanqui, Amazonas.

Used by `alianza demo`, by the rehearsal mode of the window, by tests and benchmarks. The institutions are
public; every person, document and commitment is made up.
"""
