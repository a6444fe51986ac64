//! Lists of words in any layout: what stays in one keeps what is said around it.

use proptest::prelude::*;
use solemate::domain::edit::{Change, Place, StepPath, Value};
use solemate::domain::routine::RoutineId;
use solemate::domain::sheet;
use solemate::store::routine_file::edit::apply;
use solemate::store::routine_file::sheet::sheet as sheet_of;

use crate::{LAYOUTS, first, meaning, set};

/// A list in any layout: so many words, with line ends, comments and commas wherever they may stand.
fn laid_out(words: &[&str], gaps: &[u8], trailing: bool) -> String {
    let mut gaps = gaps.iter().copied().cycle();
    let mut gap = || match gaps.next().unwrap_or(0) % 6 {
        0 => String::new(),
        1 => " ".into(),
        2 => "\n  ".into(),
        3 => " # about it\n    ".into(),
        4 => "\n\n  # alone\n  ".into(),
        _ => "  ".into(),
    };
    let mut list = String::from("[");
    for (number, word) in words.iter().enumerate() {
        list += &gap();
        list += &format!("\"{word}\"");
        list += &gap();
        if trailing || number + 1 < words.len() {
            list.push(',');
        }
    }
    list += &gap();
    list + "]"
}

const ZONES: [&str; 6] = ["arch", "heel_rim", "toes", "ankle", "sole_all", "calf_all"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Any list becomes any other, and what stays in it keeps its comments.
    #[test]
    fn r19_a_list_in_any_layout_becomes_any_other(
        before in prop::sample::subsequence(ZONES.to_vec(), 1..=6),
        after in prop::sample::subsequence(ZONES.to_vec(), 0..=6).prop_shuffle(),
        gaps in prop::collection::vec(0u8..6, 1..20),
        trailing: bool,
    ) {
        let text = format!("name = \"A\"\n[[step]]\nname = \"B\"\nzones = {}  # behind\ntime = 30\n", laid_out(&before, &gaps, trailing));
        let words: Vec<String> = after.iter().map(|word| (*word).to_owned()).collect();
        let change = Change::Set { place: first(), key: "zones", value: Value::List(words.clone()) };
        let changed = apply(&text, &change);
        prop_assert!(changed.is_ok(), "{changed:?} {words:?}\n{text}");
        let changed = changed.unwrap();
        let zones: Vec<String> = meaning(&changed)["step"][0]["zones"].as_array().unwrap().iter().map(|word| word.as_str().unwrap().to_owned()).collect();
        prop_assert_eq!(&zones, &words);
        prop_assert!(changed.contains("# behind"));
        if before.iter().all(|word| after.contains(word)) {
            prop_assert_eq!(changed.matches("# a").count(), text.matches("# a").count(), "a comment is lost:\n{}\n=>\n{}", text, changed);
        }
    }
}

#[test]
fn a_list_over_lines_keeps_its_lines_and_their_comments() {
    let zones = |words: &[&str]| {
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        set(LAYOUTS[0], Place::Step(StepPath::top(1)), "zones", Value::List(words))
    };
    let list = |text: &str| text.split_once("zones = ").unwrap().1.split_once("#c18").unwrap().0.to_owned();
    assert_eq!(
        list(&zones(&["arch", "heel", "toes"])),
        "[ #c14\n  \"arch\", #c15\n  # c16 between\n  \"heel\", #c17\n  \"toes\",\n] "
    );
    assert_eq!(list(&zones(&["heel"])), "[ #c14\n  # c16 between\n  \"heel\" #c17\n] ");
    assert_eq!(list(&zones(&["heel", "arch"])), "[ #c14\n  # c16 between\n  \"heel\", #c17\n  \"arch\" #c15\n] ");
}

#[test]
fn a_list_on_one_line_keeps_its_brackets_as_they_are() {
    for (before, after) in [
        ("[ 'evening', { before_at_least = 6, use = \"gentle-day\" } , ]", "[ 'evening', 'desk' , ]"),
        ("[\"morning\",\"desk\"]", "[\"evening\",\"desk\"]"),
        ("[ \"morning\" ]", "[ \"evening\", \"desk\" ]"),
        ("[ ]", "[\"evening\", \"desk\"]"),
    ] {
        let text = format!("name = \"A\"\nwhen = {before} # mine\n[[step]]\nname = \"B\"\ntime = 30\n");
        let words = vec!["evening".to_owned(), "desk".to_owned()];
        assert_eq!(set(&text, Place::Routine, "when", Value::List(words)), text.replace(before, after));
    }
}

#[test]
fn a_rule_stays_where_the_words_beside_it_change() {
    let text = "name = \"A\"\nwhen = [\"evening\", # e\n   { before_at_least = 6, use = \"gentle-day\" }, # why\n]\n\n[[step]]\nname = \"B\"\ntime = 30\n";
    let typed = |typed: &str| {
        let value = sheet::value(sheet::Control::When, typed, ';').unwrap();
        set(text, Place::Routine, "when", value)
    };
    let shown = sheet_of(&RoutineId::new("a").unwrap(), text).tables[0].text("when");
    assert_eq!(shown, "evening; from 6: gentle-day");
    assert_eq!(typed("desk; from 6: gentle-day"), text.replace("evening", "desk"));
    assert_eq!(typed("evening; from 7: gentle-day"), text.replace("= 6", "= 7"));
    let more = typed("evening; from 6: gentle-day; from 8: ten-by-ten");
    assert!(more.contains("# why") && more.contains("{ before_at_least = 8, use = \"ten-by-ten\" }"), "{more}");
    assert!(!typed("evening").contains("use ="));
}

#[test]
fn a_word_of_a_list_that_changes_keeps_its_comment_and_its_place() {
    let text = "name = \"A\"\nwhen = [\"evening\",   # e\n   \"desk\"  , # d\n   # dangling\n]\n\n[[step]]\nname = \"B\"\ntime = 30\n";
    let when = |words: &[&str]| {
        set(text, Place::Routine, "when", Value::List(words.iter().map(|word| (*word).to_owned()).collect()))
    };
    assert_eq!(when(&["evening", "bed"]), text.replace("desk", "bed"));
    assert_eq!(when(&["bed", "desk"]), text.replace("evening", "bed"));
    assert_eq!(when(&["evening", "bed", "desk"]).matches('#').count(), 3, "nor is one lost where a word comes between");
}

#[test]
fn a_comment_goes_where_its_word_goes() {
    let text = "name = \"A\"\n[[step]]\nname = \"B\"\nzones = [\n  \"arch\", # of it\n  \"heel\", # behind\n  # above\n  \"toes\", # all\n]\n\
                time = 30\n";
    let zones = |words: &[&str]| {
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        let text = set(text, first(), "zones", Value::List(words));
        text.split_once("zones = ").unwrap().1.split_once("\ntime").unwrap().0.to_owned()
    };
    assert_eq!(
        zones(&["toes", "arch"]),
        "[\n  # above\n  \"toes\", # all\n  \"arch\", # of it\n]",
        "heel is lost, and its comment"
    );
    assert_eq!(zones(&["heel", "toes"]), "[\n  \"heel\", # behind\n  # above\n  \"toes\", # all\n]");
    assert_eq!(
        zones(&["ankle", "heel"]),
        "[\n  \"ankle\", # of it\n  \"heel\", # behind\n]",
        "another word in its place"
    );
    assert_eq!(
        zones(&["toes", "ankle", "arch", "heel"]),
        "[\n  # above\n  \"toes\", # all\n  \"ankle\",\n  \"arch\", # of it\n  \"heel\", # behind\n]"
    );
}
