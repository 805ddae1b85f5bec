"""Choices: words of closed lists, in the tongues that people write.

In: the text of a cell. Out: a word or code that its column accepts.

    meaning       Choices: one word of a closed list, by words.toml; yes and no
    partnerships  programmes and numbers of grants
    tongues       languages
"""
