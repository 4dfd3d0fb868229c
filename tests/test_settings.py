"""Each setting is declared once, can be overridden by the environment, and refuses nonsense."""

from __future__ import annotations

import pytest

from dateline import settings
from dateline.errors import SettingError, UsageError


@pytest.mark.parametrize("setting", settings.SETTINGS, ids=lambda setting: setting.name)
class TestEverySetting:
    def test_default_is_used(self, setting: settings.Setting) -> None:
        assert settings.get(setting.name, {}) == setting.default

    def test_environment_overrides(self, setting: settings.Setting) -> None:
        assert settings.get(setting.name, {setting.variable: "7"}) == 7

    @pytest.mark.parametrize(
        "raw",
        ["", "0", "-1", "many", "1.5", "1e6", " 3", "²", pytest.param("9" * 5000, id="huge")],
    )
    def test_nonsense_is_refused_with_the_name_and_the_default(
        self, setting: settings.Setting, raw: str
    ) -> None:
        with pytest.raises(SettingError) as caught:
            settings.get(setting.name, {setting.variable: raw})
        assert setting.variable in str(caught.value)
        assert str(setting.default) in str(caught.value)

    def test_has_a_help_sentence(self, setting: settings.Setting) -> None:
        assert setting.help[0].isupper()
        assert setting.help.endswith(".")
        assert setting.default > 0


def test_names_are_unique() -> None:
    names = [setting.name for setting in settings.SETTINGS]
    assert len(names) == len(set(names))


def test_the_process_environment_is_read_at_the_call(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_TIMEOUT", "3")
    assert settings.get("timeout") == 3
    monkeypatch.delenv("DATELINE_TIMEOUT")
    assert settings.get("timeout") == 20


def test_an_unknown_setting_is_a_programming_error() -> None:
    with pytest.raises(KeyError):
        settings.get("colour")


def test_a_wrong_setting_is_a_wrong_use() -> None:
    assert issubclass(SettingError, UsageError)
