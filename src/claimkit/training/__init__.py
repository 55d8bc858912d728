"""From annotated articles to a model folder: the only part of claimkit that needs torch (extra ``train``).

`corpus` turns gold articles into examples, `network` is the network in torch, `trainer` fits it,
`export` writes the folder that `claimkit.load` takes. Run it as ``python -m claimkit.training --help``.
"""
