"""Whole consortia: who should go together, under the rules of a call.

`question` is what an address asks for and `reading` reads it; `answering` proposes
consortia, or values the one that was chosen, with what can be changed of it; `calls`
says in words what a call asks; `records` says so to files and programs;
`links` leads to the same question changed in one part, `picture` says in words what a
page shows, and `choices` what the form offers. `views` makes the page.
"""
