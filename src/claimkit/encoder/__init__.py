"""Text to evidence: the small network that reads an article, and what surrounds it.

`subwords` cuts a text into the units that the network knows, with offsets; `windows` lays them out in stretches that
fit; `network` runs the exported network on them. Nothing here knows what a quote is.
"""
