"""The form, the suggestions that answer it, and one of them opened.

An address goes into `views`; pages come out. `records` and `pair` hold what they show,
`cards` the facts that a reader acts on, with what sets each `apart` from the others,
`links` where each leads on to, `choices` what the form offers.
"""
