use super::*;

/// Each problem with its line.
pub(super) fn said(problems: &[Problem]) -> Vec<(usize, &str)> {
    problems.iter().map(|problem| (problem.line, problem.text.as_str())).collect()
}

#[test]
fn the_documented_settings_are_understood() {
    let text = "sore_foot = \"left\"\nfirst_side = \"right\"\nwork = \"both\"\nlevel = 3\ntheme = \"sixteen\"\n\
                view = \"near\"\nmotion = \"still\"\nbell = false\nflash = \"full\"\ndistance = \"3 m\"\nnotify = false\n\
                check = false\nawake = false\nday_begins = \"5:30\"\n";
    let (settings, problems) = Settings::parse(text);
    assert!(problems.is_empty(), "{problems:?}");
    let choice =
        Choice { sore: Feet::Left, work: Feet::Both, first: First::Right, level: Level::Firm, ..Choice::default() };
    assert_eq!(settings.choice(), choice);
    assert_eq!((settings.theme, settings.view), (ThemeSetting::Sixteen, View::Near));
    assert_eq!(settings.motion, Frames::Still);
    assert!(!settings.bell && !settings.check && !settings.notify && !settings.awake);
    assert_eq!(settings.day_begins.to_string(), "05:30");
    assert_eq!((settings.flash, settings.distance), (Some(Flash::Full), Distance::Room));
    let (one, _) = Settings::parse("sore_foot = \"right\"");
    assert_eq!(one.choice().work, Feet::Right);
}

#[test]
fn r25_what_is_wrong_is_said_with_its_line_and_the_rest_counts() {
    let (settings, problems) = Settings::parse("\nthem = \"dark\"\nview = \"neat\"\nlevel = \"3\"\nbell = false\n");
    assert_eq!(
        said(&problems),
        [
            (2, "there is no setting them (did you mean theme?)"),
            (3, "view is \"far\" or \"near\", not \"neat\" (did you mean \"near\"?); its default is used"),
            (4, "level is \"plan\", 1, 2 or 3, not \"3\"; its default is used"),
        ]
    );
    assert!(!settings.bell);
    for (line, said) in [("day_begins = \"13:00\"", "\"13:00\""), ("day_begins = 4", "4")] {
        let (settings, problems) = Settings::parse(line);
        let expected = format!("day_begins is a time from \"00:00\" to \"12:00\", not {said}; its default is used");
        assert_eq!(
            (settings, problems.iter().map(|one| (one.line, one.text.as_str())).collect::<Vec<_>>()),
            (Settings::default(), vec![(1, expected.as_str())])
        );
    }
    let (settings, problems) = Settings::parse("bell = true\nview = \n");
    assert_eq!((settings, problems.len(), problems[0].line), (Settings::default(), 1, 2));
}

#[test]
fn r25_a_broken_file_is_named_cleaned_and_not_overwritten() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("config.toml");
    assert_eq!(Settings::load(&file), (Settings::default(), vec![]));
    for bytes in [&b"bell = \x1b]0;x\x07"[..], b"\xff\xfe\x00", b"theme = [[[["] {
        std::fs::write(&file, bytes).unwrap();
        let (settings, said) = Settings::load(&file);
        assert_eq!((settings, said.len()), (Settings::default(), 1));
        assert!(said[0].contains("config.toml") && !said[0].contains('\x1b'), "{}", said[0]);
        assert_eq!(std::fs::read(&file).unwrap(), bytes);
    }
}
