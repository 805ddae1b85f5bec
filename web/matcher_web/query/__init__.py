"""Reads addresses and forms: texts in, what is asked or what is wrong with it out.

`reading` has one reader for each kind of field; `form` reads the whole question of the
home page into a `question`, whose weights stand in `weights` and whose goals in
`goals`. What words mean is known
by `names` (of codes and clusters) and `search` (any record by its words, misspelt too);
`unknown` says what is wrong with a word that means nothing. Some pages ask for
`activities`: a sector, a technology or an ecosystem. What nobody reads of an address is
`heard` of, and told.
"""
