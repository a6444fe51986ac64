//! Routine files, good and bad: what they mean, and what is said about what is wrong with them.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used)]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use solemate::domain::body::{PerSide, Position, Technique, Zone};
use solemate::domain::hearing::Aloud;
use solemate::domain::routine::{Order, RoundRest, Routine, RoutineId, Sides, Step, Work};
use solemate::domain::text::Clean;
use solemate::domain::time::Seconds;
use solemate::store::routine_file::{self, Report};

fn read_as(file: &Path, bytes: &[u8]) -> Result<Routine, Report> {
    routine_file::read(&RoutineId::new("evening").unwrap(), file, bytes)
}

fn read(text: impl AsRef<[u8]>) -> Result<Routine, Report> {
    read_as(Path::new("evening.toml"), text.as_ref())
}

fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/routine_files").join(folder);
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    assert!(!files.is_empty());
    files
}

fn good(name: &str) -> Routine {
    let path = files("good").into_iter().find(|path| path.file_stem().unwrap() == name).unwrap();
    read(fs::read(path).unwrap()).unwrap_or_else(|report| panic!("{}", report.render(false, 100)))
}

fn each<T: Copy>(left: T, right: T) -> PerSide<T> {
    PerSide { left, right }
}

fn clean(texts: &[&str]) -> Vec<Clean> {
    texts.iter().map(|text| Clean::visible(text)).collect()
}

/// What holds for every report whatever the file: problems in order, each with a line of the file, a remedy and nothing that
/// could steer a terminal.
fn check_report(bytes: &[u8], report: &Report, drawn: bool) {
    let lines = bytes.split(|b| matches!(b, b'\n' | b'\r')).count();
    assert!((1..=50).contains(&report.problems.len()));
    assert!(report.problems.is_sorted_by_key(|problem| problem.span.start));
    for problem in &report.problems {
        assert!((1..=lines).contains(&problem.line), "line {} of {lines}", problem.line);
        assert!(problem.column >= 1);
        assert!(!problem.title.trim().is_empty() && !problem.label.trim().is_empty(), "{problem:?}");
        assert_eq!(Clean::visible(&problem.one_line()).as_str(), problem.one_line());
    }
    if drawn {
        let told = report.render(false, 80);
        assert_eq!(Clean::visible_lines(&told).as_str(), told);
    }
}

#[test]
fn every_bad_file_is_told_what_its_neighbour_says() {
    let mut wrong = String::new();
    for path in files("bad") {
        let name = Path::new(path.file_name().unwrap());
        let bytes = fs::read(&path).unwrap();
        let report = read_as(name, &bytes).expect_err(&format!("{} should not be read without a word", name.display()));
        check_report(&bytes, &report, true);
        let told = report.render(false, 100);
        let expected = path.with_extension("expected");
        if std::env::var_os("WRITE_EXPECTED").is_some() {
            fs::write(&expected, &told).unwrap();
        }
        let meant = fs::read_to_string(&expected).unwrap_or_default();
        if told != meant {
            write!(wrong, "=== {} says\n{told}\n=== and should say\n{meant}\n", name.display()).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}WRITE_EXPECTED=1 writes what is said now; look at it before keeping it");
}

#[test]
fn every_good_file_is_read() {
    for path in files("good") {
        if let Err(report) = read(fs::read(&path).unwrap()) {
            panic!("{}\n{}", path.display(), report.render(false, 100));
        }
    }
}

#[test]
fn a_routine_means_what_it_says() {
    let routine = good("evening-reset");
    assert_eq!(routine.name.as_str(), "Evening reset");
    assert_eq!(routine.goal.as_deref(), Some("Calves first, then the sole."));
    assert_eq!(routine.when, clean(&["evening"]));
    assert_eq!(routine.equipment, clean(&["chair", "tennis ball"]));
    assert_eq!((routine.level, routine.order), (Some(2), Order::Step));
    assert_eq!(routine.sources, clean(&["S1", "R13"]));
    let [knead, pull, raise, spots, wait, set] = routine.steps.as_slice() else { panic!("six steps") };
    assert_eq!(
        *knead,
        Step {
            name: Clean::visible("Knead the calf"),
            technique: Some(Technique::Kneading),
            zones: vec![Zone::CalfLower, Zone::CalfUpper],
            toward: None,
            position: Some(Position::SitFloorLong),
            sides: Sides::Each,
            work: Work::Time { length: PerSide::same(Seconds(180)), spots: 1 },
            rounds: 2,
            rest_between_rounds: RoundRest::default(),
            prep: Seconds(5),
            change: Some(Seconds(8)),
            priority: None,
            least: None,
            pace: Some(20),
            limit: Some(4),
            cue: Some(Clean::visible("Knead the calf like dough, knee toward ankle.")),
            how: Some(Clean::visible("Firm, steady squeezes with both hands …")),
            care: Some(Clean::visible("Not behind the knee, not on the Achilles cord.")),
            aloud: Aloud::default(),
            source: clean(&["S1"]),
            meant: Vec::new(),
        }
    );
    let ten = PerSide::same(Seconds(10));
    assert_eq!(pull.work, Work::Holds { reps: PerSide::same(10), hold: ten, rest: Seconds(3) });
    let tempo = Work::Tempo { reps: PerSide::same(12), up: Seconds(3), hold: Seconds(2), down: Seconds(3) };
    assert_eq!((&raise.work, raise.rounds), (&tempo, 3));
    assert_eq!(raise.rest_between_rounds, RoundRest { both: Seconds(30), one: Seconds(30) });
    assert_eq!(spots.work, Work::Time { length: PerSide::same(Seconds(90)), spots: 3 });
    assert_eq!(wait.work, Work::Wait);
    let Work::Set(inner) = &set.work else { panic!("a set") };
    assert_eq!((set.rounds, inner.len()), (2, 1));
    assert_eq!(inner[0].work, Work::Time { length: each(Seconds(90), Seconds(120)), spots: 1 });
    assert_eq!((inner[0].zones.as_slice(), inner[0].change), ([Zone::CalfUpper].as_slice(), Some(Seconds(8))));
}

#[test]
fn rules_for_a_sore_day_stand_beside_the_words_or_alone() {
    let with = |when: &str| read(format!("name = \"A\"\n{when}\n[[step]]\nname = \"B\"\ntime = 60\n")).unwrap();
    let said = |routine: Routine| routine.rules.iter().map(ToString::to_string).collect::<Vec<_>>();
    let rule = "{ before_at_least = 6, use = \"gentle-day\" }";
    for (when, words, rules) in [
        ("when = [\"evening\", \"desk\"]", &["evening", "desk"][..], &[][..]),
        ("when = \"evening\"", &["evening"], &[]),
        (&format!("when = {rule}"), &[], &["from 6: gentle-day"]),
        (
            &format!("when = [{rule}, \"evening\", {{ before_at_least = 8, use = \"ten-by-ten\" }}]"),
            &["evening"],
            &["from 6: gentle-day", "from 8: ten-by-ten"],
        ),
        ("[when]\nbefore_at_least = 6\nuse = \"gentle-day\"", &[], &["from 6: gentle-day"]),
    ] {
        let routine = with(when);
        assert_eq!(
            (&routine.when, said(routine.clone())),
            (&clean(words), rules.iter().map(|one| (*one).to_owned()).collect()),
            "{when}"
        );
    }
}

#[test]
fn every_key_is_read_in_every_way_it_can_be_written() {
    let routine = good("every-key");
    assert_eq!((routine.order, routine.level), (Order::Side, Some(3)));
    assert_eq!((&routine.when, &routine.equipment), (&clean(&["morning"]), &clean(&["towel"])));
    let [quiet, loud, by_side, set] = routine.steps.as_slice() else { panic!("four steps") };
    assert_eq!((quiet.sides, quiet.position, quiet.limit), (Sides::Sore, Some(Position::SitChair), Some(2)));
    assert_eq!((quiet.prep, quiet.change), (Seconds(10), Some(Seconds(0))));
    assert_eq!(quiet.aloud, Aloud { sound: Some(false), voice: None, tick: Some(true) });
    assert_eq!(loud.aloud, Aloud { sound: Some(true), voice: Some(false), tick: Some(false) });
    let hold = each(Seconds(20), Seconds(30));
    assert_eq!(quiet.work, Work::Holds { reps: PerSide::same(3), hold, rest: Seconds(4) });
    assert_eq!((loud.sides, loud.position, loud.limit), (Sides::Both, Some(Position::StandStep), Some(0)));
    assert_eq!((loud.prep, loud.change, loud.pace), (Seconds(0), Some(Seconds(90)), Some(240)));
    assert_eq!(loud.rest_between_rounds, RoundRest { both: Seconds(30), one: Seconds(120) });
    assert_eq!(loud.cue.as_deref(), Some("A cue in \"plain\" quotes."));
    assert_eq!(loud.how.as_deref(), Some("First line, with a é.\nSecond line."));
    assert_eq!(loud.care.as_deref(), Some("One long line."));
    assert_eq!(loud.source, clean(&["R1"]));
    let hold = PerSide::same(Seconds(65));
    assert_eq!(by_side.work, Work::Holds { reps: each(1, 3), hold, rest: Seconds(0) });
    let Work::Set(middle) = &set.work else { panic!("a set") };
    let Work::Set(inner) = &middle[0].work else { panic!("a set in a set") };
    assert_eq!((set.care.as_deref(), set.rest_between_rounds.one), (Some("Slowly."), Seconds(60)));
    assert_eq!(inner[0].work, Work::Wait);
    assert_eq!(inner[1].work, Work::Time { length: PerSide::same(Seconds(3600)), spots: 20 });
    assert_eq!(inner[1].prep, Seconds(10));
}

#[test]
fn a_step_that_says_nothing_has_five_seconds_to_get_ready() {
    let routine = good("shortest");
    assert_eq!(routine.order, Order::Step);
    let step = &routine.steps[0];
    assert_eq!((step.prep, step.change, step.sides, step.rounds), (Seconds(5), None, Sides::Each, 1));
}

#[test]
fn r01_every_beginning_of_a_good_file_is_read_or_told() {
    for path in files("good") {
        let bytes = fs::read(path).unwrap();
        for end in 0..bytes.len() {
            match read(&bytes[..end]) {
                Ok(routine) => assert!(routine.check_size().is_ok()),
                Err(report) => check_report(&bytes[..end], &report, end % 7 == 0),
            }
        }
    }
}

#[test]
fn r01_thousands_of_mutants_are_read_or_told() {
    // A fixed sequence: a failure comes again.
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut pick = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below.max(1) as u64) as usize
    };
    let splices: [&[u8]; 18] = [
        b"\"",
        b"'",
        b"\"\"\"",
        b"[",
        b"]",
        b"{",
        b"}",
        b"=",
        b"\n",
        b"\r",
        b"#",
        b",",
        b"[[step]]\n",
        b"\0",
        b"\x1b[2J",
        b"\xff",
        "\u{202e}".as_bytes(),
        b"99999999999999999999",
    ];
    let sources: Vec<Vec<u8>> = files("good").iter().chain(&files("bad")).map(|path| fs::read(path).unwrap()).collect();
    for round in 0..3000 {
        let mut bytes = sources[pick(sources.len())].clone();
        for _ in 0..=pick(3) {
            let at = pick(bytes.len());
            match pick(5) {
                0 if !bytes.is_empty() => bytes[at] = pick(256) as u8,
                1 => drop(bytes.drain(at..(at + pick(20)).min(bytes.len()))),
                2 => drop(bytes.splice(at..at, splices[pick(splices.len())].iter().copied())),
                3 => bytes.extend_from_within(at..),
                _ => bytes.truncate(at),
            }
        }
        match read(&bytes) {
            Ok(routine) => assert!(routine.check_size().is_ok()),
            Err(report) => check_report(&bytes, &report, round % 5 == 0),
        }
    }
}

#[test]
fn r03_a_byte_order_mark_and_crlf_change_nothing() {
    let routine = good("bom-and-crlf");
    assert_eq!(routine.name.as_str(), "Windows");
    assert_eq!(routine.steps[0].how.as_deref(), Some("First.\nSecond."));

    let report =
        read("\u{feff}naem = \"Windows\"\r\n\r\n[[step]]\r\nname = \"a\"\r\nwait = true\r\ntiem = 3\r\n").unwrap_err();
    let places: Vec<_> = report.problems.iter().map(|p| (p.line, p.column, p.span.start)).collect();
    assert_eq!(places, [(1, 1, 3), (6, 1, 58)]);
}

#[test]
fn r05_a_problem_is_one_line_where_there_is_room_for_no_more() {
    let report = read("name = \"a\"\n\n[[step]]\nname = \"b\"\ntiem = \"3m\"\nlimit = 11\n").unwrap_err();
    assert_eq!(report.first().one_line(), "line 5: unknown key `tiem`, did you mean `time`?");
    assert_eq!(report.first().key.as_str(), "step[1].tiem");
    assert_eq!(report.to_string(), "evening.toml, line 5: unknown key `tiem`, did you mean `time`? (and 1 more)");
    let json = serde_json::to_value(&report).unwrap();
    assert_eq!(json["problems"][1]["title"], "`limit` cannot be 11");
    assert_eq!(json["problems"][1]["label"], "write a whole number from 0 to 10");
    assert_eq!((&json["problems"][1]["line"], &json["problems"][1]["column"]), (&6.into(), &9.into()));
}

#[test]
fn r08_depth_is_bounded_before_it_is_followed() {
    for deep in [79, 100, 2_000, 80_000] {
        let lists = format!("name = {}{}\n", "[".repeat(deep), "]".repeat(deep));
        let tables = format!("name = {}1{}\n", "{a=".repeat(deep), "}".repeat(deep));
        let dots = format!("name{} = 1\n", ".a".repeat(deep));
        let steps = format!("[[step{}]]\n", ".step".repeat(deep));
        for text in [lists, tables, dots, steps] {
            check_report(text.as_bytes(), &read(&text).unwrap_err(), true);
        }
    }
}

#[test]
fn r09_a_huge_file_is_refused_unread_and_a_large_one_is_told_soon() {
    let filled = |line: &str, size: usize| line.repeat(size / line.len());
    let huge = read(filled("a = 1\n", routine_file::MOST_BYTES + 1024)).unwrap_err();
    assert_eq!(huge.first().one_line(), "line 1: the file has 257 KiB, a routine has at most 256 KiB");
    let keys: String = (0..20_000).map(|n| format!("k{n} = 1\n")).collect();
    let report = read(&keys).unwrap_err();
    assert_eq!((report.problems.len(), report.left_out), (50, 19_950));
    for text in [filled("x", 200_000), filled("[", 200_000), filled("a = \"\n", 200_000), filled("[[step]]\n", 200_000)]
    {
        check_report(text.as_bytes(), &read(&text).unwrap_err(), true);
    }
}

/// One of each kind of text that could steer a terminal or hide.
const HIDDEN: [&str; 32] = [
    "\0",
    "\u{7}",
    "\u{8}",
    "\t",
    "\u{b}",
    "\r",
    "\u{1b}",
    "\u{7f}",
    "\u{80}",
    "\u{9b}",
    "\u{9d}",
    "\u{ad}",
    "\u{34f}",
    "\u{61c}",
    "\u{115f}",
    "\u{180e}",
    "\u{200b}",
    "\u{200c}",
    "\u{200d}",
    "\u{200e}",
    "\u{2028}",
    "\u{2029}",
    "\u{202e}",
    "\u{2060}",
    "\u{2066}",
    "\u{3164}",
    "\u{feff}",
    "\u{fff9}",
    "\u{fffe}",
    "\u{1d173}",
    "\u{e0041}",
    "\u{301}\u{301}\u{301}\u{301}\u{301}",
];

/// Every text of a routine, as a file with `TEXT` in its place, and the line where it is.
const FIELDS: [(&str, usize); 13] = [
    ("name = TEXT\nstep = [{ name = \"b\", wait = true }]", 1),
    ("name = \"a\"\ngoal = TEXT\nstep = [{ name = \"b\", wait = true }]", 2),
    ("name = \"a\"\nwhen = [\"x\",\nTEXT]\nstep = [{ name = \"b\", wait = true }]", 3),
    ("name = \"a\"\nequipment = TEXT\nstep = [{ name = \"b\", wait = true }]", 2),
    ("name = \"a\"\nsources = [TEXT]\nstep = [{ name = \"b\", wait = true }]", 2),
    ("name = \"a\"\n[[step]]\nname = TEXT\nwait = true", 3),
    ("name = \"a\"\n[[step]]\nname = \"b\"\nwait = true\ncue = TEXT", 5),
    ("name = \"a\"\n[[step]]\nname = \"b\"\nwait = true\nhow = TEXT", 5),
    ("name = \"a\"\n[[step]]\nname = \"b\"\nwait = true\ncare = TEXT", 5),
    ("name = \"a\"\n[[step]]\nname = \"b\"\nwait = true\nsource = [TEXT]", 5),
    ("name = \"a\"\n[[step]]\nname = \"b\"\ncue = TEXT\n[[step.step]]\nname = \"c\"\nwait = true", 4),
    ("name = \"a\"\n[[step]]\nname = \"b\"\n[[step.step]]\nname = TEXT\nwait = true", 5),
    ("name = \"a\"\n[[step]]\nname = \"b\"\ntime = TEXT", 4),
];

#[test]
fn r22_hidden_text_is_refused_in_every_field_with_its_line() {
    for hidden in HIDDEN {
        let escaped: String = hidden.chars().map(|c| format!("\\U{:08x}", u32::from(c))).collect();
        for (file, line) in FIELDS {
            for written in [format!("\"kne{hidden}ad\""), format!("\"kne{escaped}ad\"")] {
                let text = file.replace("TEXT", &written);
                let report = read(&text).expect_err(&format!("{text:?} should be refused"));
                check_report(text.as_bytes(), &report, true);
                let first = report.first();
                // A NUL is told as an encoding and a lone CR as a line end: where they are, too.
                assert_eq!(first.line, line, "{text:?}\n{}", report.render(false, 100));
                let plain = report.to_string() + &report.render(false, 100) + &serde_json::to_string(&report).unwrap();
                assert!(!plain.contains(hidden), "{plain}");
            }
        }
    }
}

#[test]
fn r23_a_hostile_file_name_is_shown_and_not_obeyed() {
    let report = read_as(Path::new("a\u{1b}]0;x\u{7}\n.toml"), b"x").unwrap_err();
    assert!(report.to_string().starts_with("a␛]0;x\u{fffd}\u{fffd}.toml, line 1"));
    check_report(b"x", &report, true);
    let coloured = report.render(true, 80);
    assert!(coloured.contains("\u{1b}[") && !coloured.contains("\u{1b}]"));
}

#[test]
fn r24_names_in_any_script_are_taken_as_they_are() {
    let routine = good("wide-names");
    assert_eq!(routine.name.as_str(), "足底のマッサージ 👩‍⚕️");
    assert_eq!(routine.when, clean(&["утро", "शाम", "مساء"]));
}

#[test]
fn all_that_hides_in_one_text_is_told_at_once_and_that_it_is_too_long() {
    let bad = format!("a\\u001bb\\u202ec{}", "d".repeat(300));
    let text = format!("name = \"{bad}\"\n[[step]]\nname = \"A\"\ntime = 30\n");
    let report =
        routine_file::read(&RoutineId::new("bad").unwrap(), Path::new("bad.toml"), text.as_bytes()).unwrap_err();
    let told: Vec<String> = report.problems.iter().map(|problem| problem.title.to_string()).collect();
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told[0].contains("U+001B") && told[1].contains("U+202E") && told[2].contains("more than"), "{told:?}");
    let places: Vec<_> = report.problems.iter().map(|problem| &text[problem.span.clone()]).collect();
    assert_eq!(places[..2], ["\\u001b", "\\u202e"]);
}
