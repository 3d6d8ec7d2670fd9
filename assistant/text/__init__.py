"""Text as people type it in, text that can be compared and laid out out.

Enters: any string. Leaves: cleaned, folded, segmented and wrapped strings, their script and
language. Imports nothing of ours.
"""
