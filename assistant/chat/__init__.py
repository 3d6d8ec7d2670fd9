"""The terminal chat; the only room that imports Textual.

Key strokes enter; a screen leaves. Shows answers and asks for them; what they say is made below.
May import `render` and what it stands on.
"""

from assistant.chat.app import ChatApp
from assistant.chat.setting import Setting

__all__ = ["ChatApp", "Setting"]
