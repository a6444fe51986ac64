//! Nothing that the program ships claims what no study carries: every text is held against the claims that are never made.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};

use solemate::domain::learn::Sure;
use solemate::store::{learn, shipped};
use solemate::ui::keymap::table;

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
    ("stretch* the fascia so", "It stretches the fascia so that it lets go."),
    ("fascia lengthen*", "Until the fascia lengthens."),
    ("fascia lets go", "Wait until the fascia lets go."),
    ("both the fascia and the muscles", "It treats both the fascia and the muscles."),
    ("blood flowing", "It gets the blood flowing."),
    ("brings blood", "Massage brings blood."),
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
    ("no major danger*", "There are no major dangers."),
    ("invasive", "A non-invasive way."),
    ("natural way", "A natural way to relief."),
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

/// What the three articles say and no text of ours may, each by its number and in words near to theirs.
const BANNED: [(&str, &str); 26] = [
    ("S1-01", "The fascia under the foot is inflamed."),
    ("S1-05", "The tissue is inflamed and cannot work properly."),
    ("S1-06", "Massage of the calf breaks up lactic acid."),
    ("S1-12", "It stretches the fascia so that it relaxes, and the heel carries less."),
    ("S1-13", "It releases lactic acid, which makes muscles ache."),
    ("S1-15", "It breaks up lactic acid and CO2 from overuse."),
    ("S1-16", "It improves circulation and breaks down what has built up."),
    ("S1-20", "Better than anti-inflammatory medicine in a recent study."),
    ("S1-21", "It works because it treats both the fascia and the muscles."),
    ("S1-23", "There are no major dangers."),
    ("S1-27", "Massage clears lactic acid and CO2 out of a weak calf."),
    ("S1-69", "It gets the blood flowing and promotes healing."),
    ("S2-01", "It breaks up adhesions in the fascia."),
    ("S2-02", "Less inflammation, through blood flow and a looser fascia."),
    ("S2-04", "It releases adhesions and scar tissue."),
    ("S2-09", "Cross-fibre strokes help to break scar tissue."),
    ("S2-10", "Hold until the fascia lengthens and lets go."),
    ("S3-01", "A natural, non-invasive way to much-needed relief."),
    ("S3-02", "Plantar fasciitis is an inflammation of a thick band."),
    ("S3-04", "Massage brings blood, which promotes healing."),
    ("S3-06", "Better circulation aids healing."),
    ("S3-07", "The body absorbs the scar tissue."),
    ("S3-16", "Speeds healing through blood flow."),
    ("S3-17", "Unlike an injection it has no side effects."),
    ("S3-30", "Immediate relief without invasive care."),
    ("S3-31", "Start a pain-free life."),
];

#[test]
fn every_banned_claim_of_the_articles_is_among_them() {
    for (number, sentence) in BANNED {
        assert!(!claims_in(sentence).is_empty(), "{number} would pass: {sentence}");
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

#[test]
fn what_there_is_to_read_names_such_a_claim_only_to_refuse_it() {
    let book = learn::book();
    let mut refused = Vec::new();
    for topic in &book.topics {
        for text in [&topic.title, &topic.lead] {
            assert_eq!(claims_in(text), [""; 0], "{}: {text}", topic.id);
        }
        for part in &topic.parts {
            match part.sure {
                Sure::Refused => refused.extend(part.said.iter().flat_map(|said| claims_in(said))),
                _ => assert_eq!(claims_in(&part.text), [""; 0], "{}: {}", topic.id, part.text),
            }
        }
    }
    for claim in ["scar tissue", "adhesion*", "lactic", "co2", "inflam*", "healing", "side effect*", "no pain no gain"]
    {
        assert!(refused.contains(&claim), "`{claim}` is refused by name");
    }
    // The titles of papers are quoted as they are.
    for source in &book.sources {
        let kind = format!("{} {}", source.authors, source.kind);
        assert_eq!(claims_in(&kind), [""; 0], "{}", source.number);
    }
}

#[test]
fn no_sentence_of_the_program_makes_such_a_claim() {
    let mut checked = 0;
    for file in files_below("src", "rs") {
        let source = fs::read_to_string(&file).unwrap();
        for (line, text) in literals(source.split("\n#[cfg(test)]\nmod tests {").next().unwrap()) {
            assert_eq!(claims_in(&text), [""; 0], "{}:{line}: {text}", file.display());
            checked += 1;
        }
    }
    assert!(checked > 3000, "only {checked} texts were found");
    for line in table() {
        assert_eq!(claims_in(&format!("{} {}", line.short, line.long)), [""; 0], "{:?}", line.scope);
    }
}

#[test]
fn neither_help_nor_files_nor_the_readme_make_such_a_claim() {
    let mut texts = vec![("the help".to_owned(), help(&mut solemate::cli::grammar()))];
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    // What there is to read has tests of its own: it names such claims to refuse them.
    let is_to_read = |file: &PathBuf| file.parent().is_some_and(|folder| folder.ends_with("assets/learn"));
    let assets = files_below("assets", "").into_iter().filter(|file| !is_to_read(file));
    for file in assets.chain([readme]) {
        // Pictures and sounds are no texts.
        let Ok(text) = String::from_utf8(fs::read(&file).unwrap()) else { continue };
        texts.push((file.display().to_string(), text));
    }
    for wanted in ["README.md", "assets/config.toml", "assets/plan.toml", "report/report.html", "shell/solemate.1"] {
        assert!(texts.iter().any(|(name, text)| name.ends_with(wanted) && text.lines().count() > 20), "{wanted}");
    }
    for (name, text) in texts {
        let lines: Vec<&str> = text.lines().collect();
        for pair in lines.windows(2) {
            let found = claims_in(&pair.join(" "));
            assert!(found.is_empty(), "{name}: {found:?} in {}", pair.join(" "));
        }
    }
}

/// Everything that the help of a command and of those below it says.
fn help(command: &mut clap::Command) -> String {
    let mut text = command.render_long_help().to_string();
    for below in command.get_subcommands_mut() {
        text += &help(below);
    }
    text
}

/// The files in a folder of the project and below, those of an ending where one is said.
fn files_below(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if ending.is_empty() || path.extension().is_some_and(|ext| ext == ending) {
                files.push(path);
            }
        }
    }
    files
}

/// The texts in quotes in a source file, with their lines; what is commented is none.
fn literals(source: &str) -> Vec<(usize, String)> {
    let mut texts = Vec::new();
    let (mut rest, mut line) = (source, 1);
    while let Some(c) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("'\"'") || rest.starts_with("'\\") {
            // A quote or an escape as a character opens no text.
            3
        } else if c == '"' {
            let text = quoted(&rest[1..]);
            texts.push((line, text.replace("\\n", " ").replace('\\', " ")));
            text.len() + 2
        } else {
            c.len_utf8()
        };
        let (passed, next) = rest.split_at(length.min(rest.len()));
        line += passed.matches('\n').count();
        rest = next;
    }
    texts
}

/// The text up to the quote that closes it.
fn quoted(rest: &str) -> &str {
    let mut escaped = false;
    let end = rest.char_indices().find(|(_, c)| {
        let closes = *c == '"' && !escaped;
        escaped = *c == '\\' && !escaped;
        closes
    });
    &rest[..end.map_or(rest.len(), |(at, _)| at)]
}

#[test]
fn texts_in_quotes_are_found_where_they_stand() {
    let source = "let a = \"one\";\n// \"none\"\nlet c = '\"'; f(\"two \\\"2\\\" \\\n  three\");";
    let found: Vec<(usize, String)> = literals(source);
    assert_eq!(found[0], (1, "one".to_owned()));
    assert_eq!((found[1].0, found[1].1.split_whitespace().collect::<Vec<_>>()), (3, vec!["two", "\"2", "\"", "three"]));
    assert_eq!(found.len(), 2);
}
