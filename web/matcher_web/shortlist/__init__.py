"""Who asks and who was chosen, kept in the address; what is done with those chosen.

`asking` and `chosen` read both from any address, and `carrying` keeps them in every
link and form, so that nothing is stored anywhere. `views` makes the pages: `records` is
the shortlist with its facts and who would complete it, `introduction` a text to write
to somebody, `sheet` the tables that people read.
"""
