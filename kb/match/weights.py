"""The learnt numbers of the matcher.

Provenance: fitted offline on public FAQ question sets (assistant requests, banking, a question-and-answer
site; English; with two and with five phrasings an article; each question asked cleanly, with typing errors and
wrapped in chat noise; a third of them out of scope).
RANK is a conditional logit over the candidates of a question; CONFIDENCE a logistic regression on whether the
first article is right, every set weighing the same. Every feature is explained in features.py.
"""

# feature: what one unit of it (they run from 0 to 1) adds to an article's score
RANK = {
    "bm25": 3.82,
    "cover": 3.92,
    "grams": 12.9,
    "fuzzy": 4.26,
    "recall": 3.69,
}

# feature: what one unit of it adds to the log-odds that the article answers the question
CONFIDENCE = {
    "margin": 0.2,
    "share": 2.45,
    "cover": 2.89,
    "grams": 2.95,
    "fuzzy": 3.63,
    "recall": 1.5,
    "unknown": 0.64,
    "length": 0.98,
}
INTERCEPT = -8.57

# An answer this sure is given; on the sets above 92 to 98 of 100 answers given then are right.
DEFAULT_THRESHOLD = 0.85
# The first article must be this much surer than the second, or both are offered.
DEFAULT_MARGIN = 0.1
