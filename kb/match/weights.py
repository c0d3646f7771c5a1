"""The learnt numbers of the matcher.

Provenance: fitted offline on public FAQ question sets (assistant requests, banking, a question-and-answer
site; English, each question asked cleanly, with typing errors and wrapped in chat noise; a third of them out of
scope).
RANK is a conditional logit over the candidates of a question; CONFIDENCE a logistic regression on whether the
first article is right, every set weighing the same. Every feature is explained in features.py.
"""

# feature: what one unit of it (they run from 0 to 1) adds to an article's score
RANK = {
    "bm25": 2.78,
    "cover": 3.86,
    "grams": 14.2,
    "fuzzy": 5.62,
    "recall": 3.35,
}

# feature: what one unit of it adds to the log-odds that the article answers the question
CONFIDENCE = {
    "margin": 0.26,
    "share": 2.07,
    "cover": 3.0,
    "grams": 3.77,
    "fuzzy": 4.41,
    "recall": 1.68,
    "unknown": 0.61,
    "length": 0.86,
}
INTERCEPT = -9.0

# An answer this sure is given; on the sets above 92 to 98 of 100 answers given then are right.
DEFAULT_THRESHOLD = 0.85
# The first article must be this much surer than the second, or both are offered.
DEFAULT_MARGIN = 0.1
