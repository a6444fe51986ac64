use proptest::prelude::*;

use super::*;

fn shown(text: &str) -> String {
    Clean::visible(text).to_string()
}

fn refused(text: &str, field: Field) -> (Range<usize>, String) {
    let defect = Clean::accept(text, field).unwrap_err();
    (defect.at, defect.what)
}

#[test]
fn what_steers_a_terminal_is_shown_and_not_obeyed() {
    assert_eq!(shown("\u{1b}]0;title\u{7}"), "␛]0;title\u{fffd}");
    assert_eq!(shown("a\tb\u{9b}c"), "a    b\u{fffd}c");
    assert_eq!(shown("one\ntwo"), "one\u{fffd}two");
    assert_eq!(Clean::visible_lines("one\r\ntwo\rthree").as_str(), "one\ntwo\u{fffd}three");
}

#[test]
fn r22_the_place_and_the_name_of_what_is_refused_are_told() {
    assert_eq!(refused("né\u{1b}[2J", Field::Line), (3..4, "an escape character (U+001B)".into()));
    assert_eq!(
        refused("abc\u{202e}", Field::Short),
        (3..6, "a character that turns the direction of text (U+202E)".into())
    );
    assert_eq!(refused("a\nb", Field::Line), (1..2, "a line break (U+000A)".into()));
    assert_eq!(refused(&"x".repeat(301), Field::Line), (300..301, "more than 300 characters".into()));
    assert_eq!(refused(&"脚".repeat(41), Field::Short), (120..123, "more than 80 columns of text".into()));
}

#[test]
fn r24_what_people_write_is_taken_as_it_is() {
    for text in [
        "Füße kneten",
        "足のマッサージ",
        "تدليك القدم",
        "नमस्ते",
        "👩‍⚕️ ❤️‍🔥 🇩🇪 1️⃣ 👍🏽",
        "Việt Nam",
        "e\u{301}",
        "葛\u{e0100}",
    ] {
        assert_eq!(Clean::accept(text, Field::Short).unwrap().as_str(), text);
        assert_eq!(shown(text), text);
    }
    assert_eq!(Clean::accept("one\r\ntwo\n", Field::Long).unwrap().as_str(), "one\ntwo\n");
}

#[test]
fn a_heap_of_accents_becomes_one_sign() {
    assert_eq!(shown(&format!("Z{}x", "\u{301}".repeat(40))), format!("Z{}\u{fffd}x", "\u{301}".repeat(4)));
    assert_eq!(shown("\u{301}\u{302}a"), "\u{fffd}a");
}

#[test]
fn text_is_cut_between_whole_clusters() {
    let name = Clean::visible("足のe\u{301}x");
    assert_eq!(name.truncated(6), "足のe\u{301}x");
    assert_eq!(name.truncated(5), "足の…");
    assert_eq!(name.truncated(4), "足…");
    assert_eq!(name.truncated(0), "");
}

#[test]
fn joiners_between_letters_are_ordinary_spelling_where_scripts_have_them_and_hide_nowhere_else() {
    for word in ["می\u{200c}روم", "نیم\u{200c}فاصله\u{200c}ها", "ක්\u{200d}ෂ", "क्\u{200d}ष"]
    {
        assert_eq!(Clean::accept(word, Field::Line).as_deref(), Ok(word));
        assert_eq!(Clean::visible(word).as_str(), word);
    }
    for word in ["a\u{200c}b", "می\u{200c}", "\u{200c}می", "می\u{200c}\u{200c}روم", "می\u{200c} روم", "а\u{200d}б"]
    {
        assert!(Clean::accept(word, Field::Line).is_err(), "{word:?}");
        assert!(!Clean::visible(word).contains(['\u{200c}', '\u{200d}']), "{word:?}");
    }
}

#[test]
fn p9_json_says_the_same_with_everything_of_the_set_escaped() {
    let text = "\u{7f}\u{9b}\u{202e}\u{e0041}é\u{1b}\n";
    let json = serde_json::to_string_pretty(&[text]).unwrap();
    let printed = printable_json(json);
    assert_eq!(printed, "[\n  \"\\u007f\\u009b\\u202e\\udb40\\udc41é\\u001b\\n\"\n]");
    assert_eq!(serde_json::from_str::<[String; 1]>(&printed).unwrap()[0], text);
}

/// Strings thick with the characters in question.
fn nasty() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(
        "\0\t\n\r\u{1b}\u{7f}\u{9b}\u{ad}\u{301}\u{34f}\u{61c}\u{200b}\u{200d}\u{202e}\u{2028}\u{2066}\u{fe0f}\u{feff}\u{fff9}\u{fffe}\u{e0041}\u{e0100}\u{1ffff}👩❤e "
            .chars()
            .collect::<Vec<_>>(),
    );
    prop::collection::vec(prop_oneof![odd, any::<char>()], 0..40).prop_map(String::from_iter)
}

proptest! {
    #[test]
    fn r23_nothing_of_the_set_survives(text in nasty()) {
        let line = Clean::visible(&text);
        prop_assert!(Flaws::of(&line, false).next().is_none(), "{line:?}");
        let hides = |c: char| "\u{ad}\u{202e}\u{2066}\u{200b}\u{feff}\u{e0041}".contains(c);
        prop_assert!(!line.chars().any(|c| c.is_control() || hides(c)));
        prop_assert_eq!(&Clean::visible(&line), &line);

        let lines = Clean::visible_lines(&text);
        prop_assert!(Flaws::of(&lines, true).next().is_none(), "{lines:?}");
        prop_assert!(!lines.chars().any(|c| c.is_control() && c != '\n'));
    }

    #[test]
    fn what_is_accepted_is_shown_as_it_is(text in nasty()) {
        match Clean::accept(&text, Field::Long) {
            Ok(kept) => prop_assert_eq!(&Clean::visible_lines(&text), &kept),
            Err(defect) => prop_assert!(text.get(defect.at.clone()).is_some_and(|part| !part.is_empty())),
        }
    }

    #[test]
    fn p9_json_keeps_its_meaning(text in nasty()) {
        let printed = printable_json(serde_json::to_string(&text).unwrap());
        prop_assert!(Flaws::of(&printed, false).next().is_none(), "{printed:?}");
        prop_assert_eq!(serde_json::from_str::<String>(&printed).unwrap(), text);
    }
}
