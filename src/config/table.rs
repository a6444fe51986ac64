//! Every setting in one table: the screen and the default file are made from it, and tests hold the parser and README to it.

use std::sync::LazyLock;

use super::sound::{MARK, MOST_MARKS, PLAYER_EXAMPLE, RATE, SPEAK_EXAMPLE, VOLUME};
use super::{DISTANCES, FEET, FIRST, FLASHES, LEVELS_OR_PLAN, MOTIONS, SWITCH_OR_AUTO, THEMES, VIEWS, WORK};
use crate::domain::cues::Channel;
use crate::domain::settings::{Control, Group, Plain, Setting, Word};
use crate::sound::say::OCCASIONS;

/// The table that says what is said.
pub(super) const SAY: &str = "say";

/// Every setting, in the order of the file.
pub fn settings() -> &'static [Setting] {
    static ALL: LazyLock<Vec<Setting>> = LazyLock::new(|| SETTINGS.iter().copied().chain(sayings()).collect());
    &ALL
}

/// The rank of a key in its table.
pub(super) fn order(table: Option<&'static str>, key: &str) -> Option<usize> {
    settings().iter().position(|one| one.table == table && one.key == key)
}

/// The words alone of what the parser takes.
const fn words<T: Copy, const N: usize>(of: &[(&'static str, T)]) -> [&'static str; N] {
    let mut words = [""; N];
    let mut at = 0;
    while at < N {
        words[at] = of[at].0;
        at += 1;
    }
    words
}

/// A choice among the words that the parser takes.
macro_rules! choice {
    ($words:ident, $known:expr) => {{
        const WORDS: &[&str] = &words::<_, { $words.len() }>($words);
        Control::Choice(WORDS, $known)
    }};
}

const fn word(word: &'static str, label: &'static str, about: &'static str) -> Word {
    Word { word, label, about }
}

const fn setting(
    (group, key, name): (Group, &'static str, &'static str),
    about: &'static str,
    control: Control,
    default: Plain,
) -> Setting {
    Setting { table: None, key, group, name, about, control, default, channel: None }
}

/// A setting about which the cue check asks, too.
const fn asked(channel: Channel, setting: Setting) -> Setting {
    Setting { channel: Some(channel), ..setting }
}

use Group::{Feet, Screen, Session, Sound, Voice};

const SETTINGS: &[Setting] = &[
    setting(
        (Feet, "sore_foot", "Which foot is sore"),
        "Steps for the sore side go by it, and so does what a session works.",
        choice!(
            FEET,
            &[
                word("left", "left", "Only the left foot hurts."),
                word("right", "right", "Only the right foot hurts."),
                word("both", "both", "Both hurt, or now one and now the other."),
            ]
        ),
        Plain::Word("both"),
    ),
    setting(
        (Feet, "first_side", "Which side comes first"),
        "Where a step is done on each side in turn.",
        choice!(
            FIRST,
            &[
                word("left", "left", "The left side, then the right."),
                word("right", "right", "The right side, then the left."),
            ]
        ),
        Plain::Word("left"),
    ),
    setting(
        (Feet, "work", "Sides to work"),
        "As a rule: for one day it can be chosen before each session.",
        choice!(
            WORK,
            &[
                word("sore", "the sore side", "The sore side only; both, if both are sore."),
                word("both", "both sides", "Both sides, whichever is sore."),
            ]
        ),
        Plain::Word("sore"),
    ),
    setting(
        (Feet, "level", "How firm"),
        "The discomfort that no step goes beyond, on the scale from 0 to 10.",
        choice!(
            LEVELS_OR_PLAN,
            &[
                word("plan", "as the plan says", "Up on your yes, down at once after too much."),
                word("1", "light", "Never above 2 of 10."),
                word("2", "medium", "Never above 4 of 10."),
                word("3", "firm", "Never above 5 of 10."),
            ]
        ),
        Plain::Word("plan"),
    ),
    setting(
        (Screen, "theme", "Colours"),
        "You see each as you choose it.",
        choice!(
            THEMES,
            &[
                word("auto", "as the terminal", "What the terminal says of itself; NO_COLOR is obeyed."),
                word("dark", "dark", "For a dark background."),
                word("light", "light", "For a light background."),
                word("contrast", "high contrast", "The strongest contrast, as the terminal is."),
                word("contrast-dark", "high contrast, dark", "The same for a dark background."),
                word("contrast-light", "high contrast, light", "The same for a light background."),
                word("colourblind", "for colour-blind eyes", "Side colours that do not rest on red and green."),
                word("sixteen", "sixteen colours", "The terminal's own sixteen colours."),
                word("none", "no colours", "Weight, lines and shapes only."),
            ]
        ),
        Plain::Word("auto"),
    ),
    setting(
        (Screen, "distance", "How far away you sit"),
        "From where you look at a session: the size of its digits, and how many words remain beside them.",
        choice!(
            DISTANCES,
            &[
                word("0.7 m", "0.7 m", "At a desk: small digits, all the words."),
                word("2 m", "2 m", "On the floor beside the screen."),
                word("3 m", "3 m", "Across the room: the largest digits, the fewest words."),
            ]
        ),
        Plain::Word("2 m"),
    ),
    setting(
        (Screen, "view", "What a session shows"),
        "At its beginning; v goes from one to the other.",
        choice!(
            VIEWS,
            &[
                word("far", "the picture", "The side, the time and the drawing, to be seen from afar."),
                word("near", "all the words", "The whole instruction, to be read from near by."),
            ]
        ),
        Plain::Word("far"),
    ),
    setting(
        (Screen, "motion", "What moves"),
        "The hand in the drawing, at the pace of the step.",
        choice!(
            MOTIONS,
            &[
                word("calm", "calmly", "Four pictures a second."),
                word("smooth", "smoothly", "Twelve pictures a second: more work for a slow line."),
                word("still", "nothing", "Nothing moves, and nothing lights up at a change either."),
            ]
        ),
        Plain::Word("calm"),
    ),
    asked(
        Channel::Flash,
        setting(
            (Screen, "flash", "Light at a change"),
            "For a moment, so that a change is seen without looking closely.",
            choice!(
                FLASHES,
                &[
                    word(
                        "auto",
                        "the edge, if seen",
                        "The edge; a word instead, if the cue check found it is not seen."
                    ),
                    word("border", "the edge", "The edge of the window, whatever the cue check found."),
                    word("full", "the whole window", "All of it, whatever the cue check found."),
                    word("off", "nothing", "Nothing lights up."),
                ]
            ),
            Plain::Word("auto"),
        ),
    ),
    asked(
        Channel::Tone,
        setting(
            (Sound, "sound", "Tones"),
            "One at every change; the change of side has its own.",
            choice!(
                SWITCH_OR_AUTO,
                &[
                    word(
                        "auto",
                        "if heard",
                        "Where a program plays them; the bell instead, if the cue check found they are not heard."
                    ),
                    word("true", "on", "Everywhere, whatever the cue check found."),
                    word("false", "off", "No tones."),
                ]
            ),
            Plain::Word("auto"),
        ),
    ),
    setting(
        (Sound, "volume", "Volume of the tones"),
        "Beside the volume of the machine itself.",
        Control::Number { least: *VOLUME.start(), most: *VOLUME.end(), step: 5, unit: "%" },
        Plain::Number(60),
    ),
    setting(
        (Sound, "tick", "Soft tick"),
        "At the pace of a step, one for each stroke.",
        Control::Switch,
        Plain::Switch(false),
    ),
    setting(
        (Sound, "bell", "Bell of the terminal"),
        "At every change, where no tone can be played or heard.",
        Control::Switch,
        Plain::Switch(true),
    ),
    setting(
        (Sound, "player", "Program that plays"),
        "Your own, with its options: the path of a file is added.",
        Control::Program(PLAYER_EXAMPLE),
        Plain::Word("auto"),
    ),
    asked(
        Channel::Voice,
        setting(
            (Voice, "voice", "Voice"),
            "It says the side, the part and the step before each change.",
            choice!(
                SWITCH_OR_AUTO,
                &[
                    word("auto", "if heard", "Where a program speaks; off, if the cue check found it is not heard."),
                    word("true", "on", "Everywhere, whatever the cue check found."),
                    word("false", "off", "No voice."),
                ]
            ),
            Plain::Word("auto"),
        ),
    ),
    setting(
        (Voice, "rate", "Speed of the voice"),
        "Of the pace that the program itself has.",
        Control::Number { least: *RATE.start(), most: *RATE.end(), step: 10, unit: "%" },
        Plain::Number(100),
    ),
    setting(
        (Voice, "marks", "Times left that are said"),
        "The voice says them before the end of a part.",
        Control::Numbers { least: *MARK.start(), most: *MARK.end(), count: MOST_MARKS, unit: "s" },
        Plain::Numbers(&[60]),
    ),
    setting(
        (Voice, "speak", "Program that speaks"),
        "Your own, with its options: it reads the words from its standard input.",
        Control::Program(SPEAK_EXAMPLE),
        Plain::Word("auto"),
    ),
    setting(
        (Session, "check", "Questions before a session"),
        "Five short lines that find out whether today is a day for it.",
        Control::Switch,
        Plain::Switch(true),
    ),
    setting(
        (Session, "day_begins", "When a new day begins"),
        "What you do and rate before then belongs to the day before. How the past is counted follows, and no entry changes.",
        Control::Time("00:00", "12:00"),
        Plain::Word("04:00"),
    ),
    setting(
        (Session, "awake", "Keep the machine awake"),
        "Asks the system not to sleep or blank the screen while a session runs.",
        Control::Switch,
        Plain::Switch(true),
    ),
    setting(
        (Session, "notify", "Notices of the desktop"),
        "At a change, while another window is in front: the side and what comes, nothing else.",
        Control::Switch,
        Plain::Switch(true),
    ),
];

/// What each occasion is called, and when it is: the words themselves and their defaults are those of the voice.
const SAYINGS: &[(&str, &str, &str)] = &[
    ("get_ready", "Getting ready", "Before a step."),
    ("change_side", "Change of side", "Before a step goes on with the other side."),
    ("rest", "Rest", "When a rest begins."),
    ("begin", "Beginning at once", "When work begins with no time to get ready before it."),
    ("go", "Beginning", "When work begins."),
    ("hold", "Hold", "When a position is to be held."),
    ("release", "Release", "When a hold ends."),
    ("up", "Up", "When a heel rises."),
    ("top", "Top", "When a heel is held at the top."),
    ("down", "Down", "When a heel sinks."),
    ("next_spot", "Next spot", "When the next tender spot is to be held."),
    ("next_zone", "Next place", "When the hands go on to another place, in the middle of the work."),
    ("count_up", "Waiting step", "When a step begins that waits for you."),
    ("halfway", "Half-way", "In the middle of the work."),
    ("left", "Time left", "At the times left that are said."),
    ("waiting", "Waiting for you", "When a part waits for you, as wished."),
    ("paused", "Paused", "When the session is paused."),
    ("resumed", "Going on", "When it goes on."),
    ("away", "Back again", "When the machine slept, and the session stands still."),
    ("swapped", "Sides swapped", "When the sides were swapped."),
    ("hurt", "It hurts", "When you say that it hurts, or give a number above what the step allows."),
    ("too_much", "Too much", "When you give a number that is too much for any step."),
    ("stopped", "Ended early", "When you end the session."),
    ("done", "Done", "When the session is done."),
];

fn sayings() -> impl Iterator<Item = Setting> {
    OCCASIONS.iter().map(|(_, key, default)| {
        let known = SAYINGS.iter().find(|(its, ..)| its == key);
        let (_, name, about) = known.copied().unwrap_or((key, key, ""));
        let place = (Group::Words, *key, name);
        Setting { table: Some(SAY), ..setting(place, about, Control::Text, Plain::Word(default)) }
    })
}

#[cfg(test)]
mod tests {
    use super::super::{KEYS, Settings};
    use super::*;

    #[test]
    fn the_parser_knows_every_setting_of_the_table_and_no_other() {
        let is_table = |key: &str| {
            let (_, problems) = Settings::parse(&format!("{key} = 3"));
            problems.iter().any(|problem| problem.text.contains(" is a table, ["))
        };
        let read: Vec<&str> = KEYS.iter().copied().filter(|key| !is_table(key)).collect();
        let table: Vec<&str> = SETTINGS.iter().map(|setting| setting.key).collect();
        for key in &read {
            assert!(table.contains(key), "{key} has no line in the table of settings");
        }
        for key in &table {
            assert!(read.contains(key), "{key} is not read");
        }
        assert_eq!(table.len(), read.len());
    }

    #[test]
    fn every_word_that_the_parser_takes_is_explained_and_no_other() {
        for setting in settings() {
            let Control::Choice(words, known) = setting.control else { continue };
            assert_eq!(known.iter().map(|one| one.word).collect::<Vec<_>>(), words, "{}", setting.key);
            assert!(words.contains(&setting.default_typed().as_str()), "{}", setting.key);
        }
        assert_eq!(SAYINGS.len(), OCCASIONS.len());
        for setting in settings() {
            assert!(!setting.about.is_empty() && setting.about.ends_with('.'), "{}", setting.key);
        }
    }

    #[test]
    fn every_number_is_taken_between_its_bounds_and_refused_beyond_them() {
        let wrong = |text: String| Settings::parse(&text).1.len();
        for setting in settings() {
            let key = setting.key;
            match setting.control {
                Control::Number { least, most, step, .. } => {
                    assert_eq!([least, most, least + step].map(|n| wrong(format!("{key} = {n}"))), [0, 0, 0], "{key}");
                    assert_eq!(
                        [i64::from(least) - 1, i64::from(most) + 1].map(|n| wrong(format!("{key} = {n}"))),
                        [1, 1]
                    );
                }
                Control::Numbers { least, most, count, .. } => {
                    assert_eq!(wrong(format!("{key} = [{least}, {most}]")), 0, "{key}");
                    assert_eq!([least - 1, most + 1].map(|n| wrong(format!("{key} = [{n}]"))), [1, 1], "{key}");
                    let many = |count| format!("{key} = [{}]", vec!["60"; count].join(","));
                    assert_eq!((wrong(many(count)), wrong(many(count + 1))), (0, 1), "{key}");
                }
                _ => {}
            }
        }
    }
}
