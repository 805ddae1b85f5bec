"""Markets: who goes where, where nobody is, and one market opened.

An address goes into `views`; pages come out. `query` reads what is asked, `book` looks
it up; `overview`, `answers` and `market` hold what is shown, `goers` who goes there.
`reach_picture` colours a table, `words` says numbers.
"""
