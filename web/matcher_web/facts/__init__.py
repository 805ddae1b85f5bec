"""Facts as pages show them: what each is called, how it reads, which page says so.

In: one record and its evidence. Out: a `Sheet` of facts with numbered sources, which
the macros of ``_facts.html`` draw. `words` holds titles and how values read, `sheet`
puts a record and its evidence together; `offered` lists their names where one is typed.
"""
