"""What may be typed, what was, and what it means.

queries  conditions        who asks, whom filters hold back; by which model, weights
given_file                 files that are handed over
asked  options  said       what may be typed, and was; codes in people's words
"""
