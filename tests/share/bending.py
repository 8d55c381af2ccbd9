"""Files as they may come after an accident, or a hand that tries."""

import random


def changed(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one to four of them turned, left out or put in."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(made))
        match chance.randrange(3):
            case 0:
                made[place] ^= 1 << chance.randrange(8)
            case 1:
                del made[place]
            case _:
                made.insert(place, chance.randrange(256))
    return bytes(made)
