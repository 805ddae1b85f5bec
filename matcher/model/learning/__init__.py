"""What each signal counts: learnt, kept and told where it comes from.

In: the past, and the signals that were fitted on it. Out: `SignalWeights`, an intercept
and for each signal a weight and what it is measured against.

```
training        the past -> labelled pairs, each as if its partnership had never been
weights         pairs -> weights near what is expected of them, by Newton steps
partner_model   the same as a scikit-learn classifier: what the recommender calls
provenance      which registry, codes and constants weights belong to
shipped         weights of the packaged registry, learnt beforehand
storage         any weights, to a folder and back
```
"""
