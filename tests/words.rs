//! No shipped routine claims what no study carries: every text is held against the claims that are never made.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, missing_docs)]

use solemate::store::shipped;

/// The claims: words in a row, in any case; `*` stands for any ending, `~` for any one word. Beside each, a sentence
/// that makes it.
const CLAIMS: &[(&str, &str)] = &[
    // What massage is said to break up or wash out, and does not.
    ("scar tissue", "Helps with scar tissue in the sole."),
    ("adhesion*", "Deep strokes release adhesions."),
    ("lactic", "Works the lactic acid out of the calf."),
    ("lactate", "Clears lactate."),
    ("co2", "Lets the CO2 out of tired muscles."),
    ("carbon dioxide", "Lets carbon dioxide escape."),
    ("toxin*", "Flushes toxins."),
    ("detox*", "A detoxifying stroke."),
    ("dissolv*", "The knots dissolve."),
    ("break* up", "Breaks up what is stuck."),
    ("break* down", "Breaking down old tissue."),
    // What is mostly not there, or not changed.
    ("inflam*", "Reduces inflammation."),
    ("improv* circulation", "Improves circulation."),
    ("better circulation", "For better circulation."),
    ("boost* circulation", "Boosts circulation."),
    ("blood flow", "More blood flow to the sole."),
    ("lengthen* the fascia", "Lengthens the fascia."),
    ("relax* the fascia", "This relaxes the fascia."),
    // Promises.
    ("heal", "Helps the band heal."),
    ("heals", "Touch heals."),
    ("healed", "Soon healed."),
    ("healing", "Speeds healing."),
    ("cure*", "It cures heel pain."),
    ("curing", "Curing the heel."),
    ("faster recovery", "For a faster recovery."),
    ("speed* recovery", "Speeds recovery."),
    ("pain free", "Start a pain-free life."),
    ("painless", "Painless by summer."),
    ("better in ~ weeks", "You will be better in six weeks."),
    ("lowered your pain", "This routine lowered your pain by two."),
    ("prevent*", "Prevents another bout."),
    ("guarantee*", "Guaranteed to help."),
    ("miracle*", "A small miracle."),
    ("instant*", "Instant ease."),
    ("immediate relief", "Gives immediate relief."),
    ("immediate pain relief", "Immediate pain relief."),
    ("fast relief", "For fast relief."),
    ("most effective", "The most effective way."),
    ("works best", "This one works best."),
    // Safety that nobody can promise, and comparisons that nobody has made.
    ("side effect*", "Without any side effects."),
    ("no risk*", "There are no risks."),
    ("risk free", "Entirely risk-free."),
    ("no danger*", "There is no danger in it."),
    ("better than medicine", "Better than medicine."),
    ("better than ~ medicine", "Better than any medicine."),
    ("instead of medicine", "Do this instead of medicine."),
    // Harder is not better.
    ("no pain no gain", "No pain, no gain!"),
    ("push through", "Push through the ache."),
];

/// The claims that `text` makes.
fn claims_in(text: &str) -> Vec<&'static str> {
    let text = text.to_lowercase();
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let makes = |claim: &str| {
        let claim: Vec<&str> = claim.split(' ').collect();
        words.windows(claim.len()).any(|said| said.iter().zip(&claim).all(|(word, wanted)| is(word, wanted)))
    };
    CLAIMS.iter().map(|(claim, _)| *claim).filter(|claim| makes(claim)).collect()
}

fn is(word: &str, wanted: &str) -> bool {
    match wanted.strip_suffix('*') {
        Some(stem) => word.starts_with(stem),
        None => wanted == "~" || word == wanted,
    }
}

#[test]
fn every_claim_is_found_where_it_is_made() {
    for (claim, sentence) in CLAIMS {
        assert!(claims_in(sentence).contains(claim), "`{claim}` is not found in: {sentence}");
    }
}

#[test]
fn honest_sentences_pass() {
    for sentence in [
        "Not with poor circulation. It may feel easier afterwards.",
        "Many people find it helps while the heel recovers.",
        "Curl and spread the toes. Mind your health.",
        "No step? The floor will do; take a break when you like.",
        "Safe for most people when gentle; check the list first.",
    ] {
        assert_eq!(claims_in(sentence), [""; 0], "{sentence}");
    }
}

#[test]
fn no_shipped_routine_makes_such_a_claim() {
    for routine in shipped::ALL {
        let lines: Vec<&str> = routine.text.lines().collect();
        assert!(lines.len() > 20, "{} is all there", routine.id);
        for (number, pair) in lines.windows(2).enumerate() {
            // Two lines together, so that a claim broken over two lines of a comment is found as well.
            let found = claims_in(&pair.join(" "));
            assert!(found.is_empty(), "routines/{}.toml:{}: {found:?} in {}", routine.id, number + 1, pair[0]);
        }
    }
}

#[test]
fn shipped_routines_speak_calmly() {
    for routine in shipped::ALL {
        for (number, line) in routine.text.lines().enumerate() {
            assert!(!line.contains('!'), "an exclamation mark at routines/{}.toml:{}: {line}", routine.id, number + 1);
        }
    }
}
