use super::*;
use crate::domain::plan::Choice;
use crate::domain::routine::RoutineId;
use crate::domain::session::Input;
use crate::domain::time::Moment;
use std::path::Path;

const ROUTINE: &str = "format = 1\nname = \"Two\"\n[defaults]\nprep = 2\n[[step]]\nname = \"Knead the calf\"\n\
                       technique = \"kneading\"\nzones = [\"calf_all\"]\nsides = \"left\"\ntime = 20\nrounds = 2\n\
                       rest_between_rounds = 6\npace = 20\nlimit = 4\ncue = \"Like dough\"\nhow = \"Firm.\\n\\nThen more.\"\n\
                       care = \"Not behind the knee.\"\n[[step]]\nname = \"Fetch the ball\"\nsides = \"both\"\nprep = 0\n\
                       wait = true\n";

fn at(seconds: u64) -> Now {
    let wall = chrono::DateTime::parse_from_rfc3339("2026-11-20T21:38:00+01:00").unwrap();
    let later = chrono::TimeDelta::from_std(Duration::from_secs(seconds)).unwrap();
    Now { moment: Moment::at(Duration::from_secs(1000 + seconds)), wall: wall + later, dawn: Default::default() }
}

fn begin() -> (Session, Vec<Cue>) {
    let id = RoutineId::new("two").unwrap();
    let routine = crate::store::routine_file::read(&id, Path::new("two.toml"), ROUTINE.as_bytes()).unwrap();
    Session::new(Plan::unroll(&routine, Choice::default()), at(0).moment).unwrap()
}

#[test]
fn whoever_reads_only_the_lines_misses_nothing() {
    let (mut session, mut cues) = begin();
    let mut heard = Vec::new();
    for second in 1.. {
        heard.extend(cues.iter().flat_map(|cue| lines(*cue, &session, at(second - 1))));
        if second == 60 {
            break;
        }
        cues = session.advance(at(second).moment);
    }
    let expected = [
        "0:00 get ready 0:02, left calf: Knead the calf",
        "0:00 knee to ankle, 20 a minute, never above 4 of 10",
        "0:02 left calf: Knead the calf, 0:20, step 1 of 2, round 1 of 2. Like dough.",
        "0:02 next left calf: Knead the calf, 0:20; 0:48 in all, ends 21:38",
        "0:12 half-way, 0:10 left",
        "0:19 3 seconds left, then left calf: Knead the calf",
        "0:22 rest 0:06, then left calf: Knead the calf",
        "0:28 get ready 0:02, left calf: Knead the calf",
        "0:30 left calf: Knead the calf, 0:20, step 1 of 2, round 2 of 2. Like dough.",
        "0:30 next Fetch the ball, until you go on; 0:20 in all, ends 21:38",
        "0:40 half-way, 0:10 left",
        "0:47 3 seconds left, then Fetch the ball",
        "0:50 Fetch the ball, until you go on, step 2 of 2. Enter goes on.",
        "0:50 the last one",
    ];
    assert_eq!(heard, expected);
}

#[test]
fn a_mark_of_the_time_left_is_a_line_whether_or_not_anything_speaks() {
    let long = ROUTINE.replacen("time = 20", "time = 90", 1);
    let id = RoutineId::new("two").unwrap();
    let routine = crate::store::routine_file::read(&id, Path::new("two.toml"), long.as_bytes()).unwrap();
    let (mut session, _) = Session::new(Plan::unroll(&routine, Choice::default()), at(0).moment).unwrap();
    let mut marks = (vec![Duration::from_secs(60), Duration::from_secs(45)], Default::default());
    let lines: Vec<String> = (1..=92)
        .filter_map(|second| {
            session.advance(at(second).moment);
            super::super::marked(Some(&session), &mut marks, at(second))
        })
        .collect();
    assert_eq!(lines, ["0:32 1:00 left"], "and half-way is said by itself");
}

#[test]
fn before_any_work_nothing_is_promised_that_does_not_come() {
    let (mut session, _) = begin();
    let mut told = |second| {
        let cues = session.handle(Input::ThatHurt, at(second).moment);
        cues.iter().flat_map(|cue| lines(*cue, &session, at(second))).collect::<Vec<_>>()
    };
    let nothing = "Nothing has begun yet: nothing is noted. 0 to 10 keeps pain now.";
    assert_eq!((told(0), told(1)), (vec![format!("0:00 {nothing}")], vec![format!("0:01 {nothing}")]));
}

#[test]
fn in_a_pause_one_is_told_where_one_is_and_what_there_is_to_read() {
    let (mut session, _) = begin();
    (1..=7).for_each(|second| drop(session.advance(at(second).moment)));
    let mut told = |input: Input| {
        let cues = session.handle(input, at(7).moment);
        cues.iter().flat_map(|cue| lines(*cue, &session, at(7))).collect::<Vec<_>>().join("\n")
    };
    assert_eq!(told(Input::Pause), "0:07 Paused. Enter goes on. v tells the whole instruction.");
    assert_eq!(told(Input::AddTime), "0:07 15 seconds more, 0:30 left");
    let skipped = "0:07 Skipped. b takes it back. Paused at rest, left calf: Knead the calf, 0:06 left; 0:28 in all";
    assert_eq!(told(Input::Skip), skipped);
    assert_eq!(told(Input::Back), "0:07 Back. Paused at left calf: Knead the calf, 0:30 left; 0:58 in all");
    let resumed = told(Input::Resume);
    assert_eq!(resumed, "0:07 going on: left calf: Knead the calf, 0:30 left; 0:58 in all, ends 21:39");
    assert_eq!(instruction(&session, at(7)).collect::<Vec<_>>(), ["Firm.", "Then more.", "Not behind the knee."]);
}

/// The lines of a session of these steps, lived for so many seconds.
fn told(steps: &str, seconds: u64) -> Vec<String> {
    let text = format!("format = 1\nname = \"Places\"\n[defaults]\nprep = 2\n{steps}");
    let id = RoutineId::new("places").unwrap();
    let routine = crate::store::routine_file::read(&id, Path::new("places.toml"), text.as_bytes()).unwrap();
    let (mut session, mut cues) = Session::new(Plan::unroll(&routine, Choice::default()), at(0).moment).unwrap();
    let mut heard = Vec::new();
    for second in 1..=seconds + 1 {
        heard.extend(cues.iter().flat_map(|cue| lines(*cue, &session, at(second - 1))));
        cues = session.advance(at(second).moment);
    }
    heard
}

#[test]
fn each_spot_is_named_with_its_place_where_the_places_differ() {
    let spots = "[[step]]\nname = \"Tender spots\"\ntechnique = \"trigger_hold\"\nsides = \"left\"\n\
                 zones = [\"arch\", \"heel_rim\", \"calf_upper\"]\ntime = 15\nspots = 3\n";
    let heard = told(spots, 16);
    for line in [
        "0:00 get ready 0:02, left foot: Tender spots",
        "0:02 spot, 1 of 3: left foot, arch",
        "0:07 next spot, 2 of 3: left foot, edge of the heel",
        "0:12 next spot, 3 of 3: left calf, upper calf",
    ] {
        assert!(heard.iter().any(|told| told == line), "{line}: {heard:#?}");
    }
}

#[test]
fn where_the_hands_go_on_in_the_middle_of_the_work_it_is_told_and_which_way_they_go() {
    let strokes = "[[step]]\nname = \"Strokes\"\ntechnique = \"effleurage\"\nzones = [\"sole_all\", \"calf_all\"]\n\
                   sides = \"left\"\ntime = 45\ncue = \"Foot, then calf.\"\n";
    let heard = told(strokes, 46);
    for line in [
        "0:00 get ready 0:02, left foot: Strokes",
        "0:00 heel to toes and back",
        "0:02 first left foot, sole",
        "0:25 half-way, 0:22 left",
        "0:25 now left calf, ankle to knee",
    ] {
        assert!(heard.iter().any(|told| told == line), "{line}: {heard:#?}");
    }
    let way = |cue: &str| {
        let knead = "[[step]]\nname = \"Knead\"\ntechnique = \"kneading\"\nzones = [\"calf_all\"]\nsides = \"left\"\ntime = 9\n";
        told(&format!("{knead}cue = \"{cue}\"\n"), 1).join("\n")
    };
    assert!(way("Steady and firm.").contains("knee to ankle"), "as the arrow shows it");
    assert!(!way("Knead from knee to ankle.").contains("0:00 knee to ankle"), "once is enough");
}
