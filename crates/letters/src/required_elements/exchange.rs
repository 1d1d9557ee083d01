//! The receipt for the collection of results.

use super::{all, says, text};
use rules::Language;

/// Requirements
#[test]
fn the_receipt_accounts_for_every_answer_and_says_how_to_withdraw() {
    says(
        "exchange_receipt",
        "consent",
        &[
            [
                "Godkjenning av tidligere utdanning",
                "Godkjenning av tidlegare utdanning",
                "Recognition of earlier education",
            ],
            ["2. november 2026", "2. november 2026", "2 November 2026"],
            all("7 result"),
            ["Deler ikke resultater.", "Deler ikkje resultat.", "Does not share results."],
            [
                "ikke har grunnlag for å spørre",
                "ikkje har grunnlag for å spørje",
                "nothing lets us ask",
            ],
            ["Kjenner deg ikke.", "Kjenner deg ikkje.", "Does not know you."],
            ["ingen beståtte resultater", "ingen greidde resultat", "no passed results"],
            ["Har ikke svart ennå", "Har ikkje svart enno", "Has not answered yet"],
            ["kunne ikke tas imot", "kunne ikkje takast imot", "could not be taken"],
            ["ble avbrutt", "vart avbroten", "was cancelled"],
            ["endret etter klage", "endra etter klage", "changed after an appeal"],
            ["gjelder ikke lenger", "gjeld ikkje lenger", "no longer counts"],
            ["trekke samtykket tilbake", "trekkje samtykket tilbake", "withdraw the consent"],
        ],
    );
}

/// Requirements
#[test]
fn only_a_consent_that_stands_can_be_withdrawn() {
    for variant in ["withdrawn", "statute"] {
        let said = text("exchange_receipt", variant, Language::En);
        assert!(!said.contains("withdraw the consent"), "{variant}");
    }
    says("exchange_receipt", "statute", &[all("uhf. § 9-1 (1)")]);
}
