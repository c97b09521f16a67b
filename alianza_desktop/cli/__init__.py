"""The command line: the whole main job without Qt. Commands are English, what people read is Spanish.

`parser` declares every command and names the function that runs it, as `module:function`; a function is
imported only when its command runs, so help costs nothing. It takes a `Desk` (the store, the clock, progress)
and the arguments, and returns a `Reply`: the JSON object and the lines that a person reads.
"""
