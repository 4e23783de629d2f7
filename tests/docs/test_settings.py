"""docs/settings.md is what the settings say."""

from pathlib import Path

from pipeline.config import Settings, settings_page

PAGE = Path(__file__).parents[2] / "docs" / "settings.md"


def test_the_page_is_current():
    assert PAGE.read_text() == settings_page(), "stale: run `make docs` and commit"


def test_every_setting_says_what_it_means():
    bare = [name for name, field in Settings.model_fields.items() if not field.description]
    assert not bare
