"""What stands on a disk: what is read of it, replaced and removed.

Each room imports from those below it::

    writing     results whole or not at all; what may be replaced, and what never
    workbook    an XLSX workbook of tables, as bytes
    reading     plain files of a sensible size, and nothing else
    exchanging  two folders take each other's names in one step, where that can be done
    removing    what of ours goes, and what runs that died have left
    listed      words that came along, in TOML beside the rooms that read them
    kinds       what stands at a path, in words; who is at work on it
"""
