"""Documents: frozen data and versioned wording in, the same bytes out (architecture.md §4).

`registry` lists the kinds; `issue` is the life of an acta on paper. Content modules are light; reportlab is
imported only when a document is made.
"""
