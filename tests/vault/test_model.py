"""The vault against a model of it: a dict of lists, whatever happens in whatever order."""

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.vault import Params, Record, Vault
from app.vault.history import THIN_MS, _thin

CHEAP = Params(8192, 1, 1)
keys = st.sampled_from(["a", "a.b", "å", "b", "b.c"])
values: st.SearchStrategy[Any] = st.one_of(
    *(st.none(), st.booleans(), st.integers(-5, 5), st.text(max_size=20_000)),
    st.lists(st.text(max_size=5), max_size=3),
    st.dictionaries(st.text(), st.floats(0, 1)),
)


class VaultMachine(RuleBasedStateMachine):
    """Saves, compactions, locks, new passphrases; times that go both ways."""

    @initialize()
    def make(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "valv"
        self.passphrase = "den första"
        self.vault = Vault.create(self.path, self.passphrase, params=CHEAP)
        self.model: dict[str, list[Record]] = {}
        self.loose = False
        self.now = 0

    @rule(batch=st.lists(st.tuples(keys, values), max_size=4), pause=st.integers(-1, 12))
    def save(self, batch: list[tuple[str, Any]], pause: int) -> None:
        self.now += pause * THIN_MS // 10
        records = [Record(key, value, self.now) for key, value in batch]
        self.vault.append(records)
        for record in records:
            self.model.setdefault(record.key, []).append(record)
        self.loose |= bool(records)

    @rule()
    def compact(self) -> None:
        self.vault.compact()
        self.thin()

    @rule(key=keys)
    def forget(self, key: str) -> None:
        self.vault.forget([key])
        if key in self.model:
            self.model[key] = [r for r in self.model[key][-1:] if r.value is not None]
            if not self.model[key]:
                del self.model[key]
        self.thin()

    @rule()
    def lock_and_unlock(self) -> None:
        self.vault.lock()
        if self.loose:
            self.thin()
        self.vault = Vault.unlock(self.path, passphrase=self.passphrase, params=CHEAP)

    @rule(word=st.text(min_size=1, max_size=5))
    def change_the_passphrase(self, word: str) -> None:
        self.passphrase = word
        self.vault.replace_slot("passphrase", word, CHEAP)

    def thin(self) -> None:
        self.model = {key: [Record(*r) for r in _thin(list(v))] for key, v in self.model.items()}
        self.loose = False

    @invariant()
    @precondition(lambda self: hasattr(self, "vault"))
    def the_vault_holds_what_the_model_holds(self) -> None:
        held = {key: versions[-1].value for key, versions in self.model.items()}
        expected = sorted((key, value) for key, value in held.items() if value is not None)
        assert [key for key, _ in self.vault.items()] == [key for key, _ in expected]
        for key in ("a", "a.b", "å", "b", "b.c"):
            assert self.vault.get(key) == held.get(key)
            assert self.vault.history(key) == self.model.get(key, [])
        assert {key for key, _ in self.vault.items("a")} == {k for k, _ in expected if k[0] == "a"}

    def teardown(self) -> None:
        if hasattr(self, "vault"):
            self.vault.lock()
            self.folder.cleanup()


VaultMachine.TestCase.settings = settings(max_examples=30, stateful_step_count=20, deadline=None)
TestTheVaultBehavesLikeADictWithHistory = VaultMachine.TestCase
