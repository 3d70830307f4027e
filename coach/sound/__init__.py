"""Sounds of a session: the clips, the mixing of clips into samples, and the devices that play them.

Importing this package or `coach.sound.player` loads neither numpy nor an audio library: both come with the first
device that is opened.
"""
