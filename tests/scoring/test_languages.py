"""Language by lingua: Spanish from four words on, and nothing English or misspelt taken for foreign."""

import pytest

from pipeline.adapters.lingua_languages import identify


@pytest.mark.parametrize(
    "text",
    [
        "me atendieron muy mal", "la recepcionista fue grosera conmigo", "me cobraron dos veces la consulta",
        "ojalá se mueran todos", "te voy a matar, doctor", "quiero morirme, nadie me ayuda", "cuáles son sus horarios",
        "muy buena atencion, gracias a todos", "son unos idiotas todos los de la oficina",
        "mi esposo salió peor de lo que entró", "le dieron la medicina equivocada a mi abuela",
    ],
)  # fmt: skip
def test_spanish(text):
    assert identify(text) == "es"


@pytest.mark.parametrize(
    "text",
    [
        "", "!!!", "42", "ok", "lol", "rude", "fuk u", "kys ugly hoe", "Dr Pierzynski was great", "A+ care", "hola",
        "no", "y'all some clowns fr", "faggot faggot faggot faggot", "STUPID DIRTY CLINIC", "parking", "omg smh ffs",
        "la crosse office was rude to my mother", "thx doc", "Nurse Nguyen rocks",
    ],
)  # fmt: skip
def test_english_or_in_doubt(text):
    assert identify(text) == "en"


@pytest.mark.parametrize(
    ("text", "code"),
    [("Вы ужасные врачи", "ru"), ("太差了，等了三个小时", "zh"), ("سيء جدا", "ar"), ("L'accueil était très mauvais et le médecin en retard", "fr"),
     ("O atendimento foi péssimo e ninguém me explicou nada", "pt"), ("Bác sĩ rất tệ và không ai giúp tôi", "vi")],
)  # fmt: skip
def test_others(text, code):
    assert identify(text) == code
