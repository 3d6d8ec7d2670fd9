"""What is given to the cleaner, one document at a time: files, archives, JSON lines, a pipe.

Enters: paths, patterns and standard input. Leaves: `Document` values, or `Refused` with an error
for what cannot be one; never an exception for a single bad file. Nothing is unpacked to disk,
nothing outside the given folders and archives is read, and everything is bounded.
"""
