//! Sessions told as stories: every file in `tests/scenarios/` is a plan and what happens to it.
//!
//! A step is `name: zone, sides, work` and, if wanted, `ready 5s`, `change 8s`, `rounds 2`, `rest 30s`. Work is `60s`,
//! `60s in 3 spots`, `3 x 10s`, `3 x 10s release 3s`, `2 x 3-2-3` or `wait`. Sides are `each`, `together`, `left`,
//! `right`; left comes first.
//!
//! The story has one line for each event: `at TIME`, then what is pressed (`pause`, `skip` …), `told TIME` (the clock
//! leapt there unseen), `leaps TIME` (it leapt, and nobody has said so yet), `asleep TIME` (on a clock that stood still), or `expect` and `hear` with what must be so. `hear`
//! takes up everything said since it was last asked.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, missing_docs)]

mod support;

use std::fmt::Debug;
use std::path::Path;
use std::time::Duration;

use serde::Deserialize;
use solemate::domain::body::{Part, PerSide, Side, Zone};
use solemate::domain::plan::{Kind, Plan};
use solemate::domain::record::Ending;
use solemate::domain::routine::{Sides, Step, Work};
use solemate::domain::session::{Cue, CueKind, Input, Standing};
use solemate::domain::text::Clean;
use solemate::domain::time::{Moment, Seconds};
use support::live::{self, Live, START, plan_of, span};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scenario {
    /// What it proves.
    proves: String,
    steps: Vec<String>,
    story: String,
}

fn step(line: &str) -> Step {
    let (name, rest) = line.split_once(':').expect("a name before a colon");
    let mut parts = rest.split(',').map(str::trim);
    let mut next = |what: &str| parts.next().unwrap_or_else(|| panic!("{line:?}: no {what}"));
    let zone = Zone::named(next("zone")).expect("a zone");
    let sides = match next("sides") {
        "each" => Sides::Each,
        "together" => Sides::Both,
        "left" => Sides::Left,
        "right" => Sides::Right,
        other => panic!("{line:?}: {other:?} are no sides"),
    };
    let mut step = Step { zones: vec![zone], sides, ..live::step(name, work(next("work"))) };
    step.name = Clean::visible(name);
    for part in parts {
        let (key, value) = part.split_once(' ').expect("a key and a value");
        match key {
            "ready" => step.prep = seconds(value),
            "change" => step.change = Some(seconds(value)),
            "rounds" => step.rounds = value.parse().unwrap(),
            "rest" => step.rest_between_rounds = live::rest(seconds(value).0),
            _ => panic!("{line:?}: {part:?} is not known"),
        }
    }
    step
}

fn work(text: &str) -> Work {
    if text == "wait" {
        return Work::Wait;
    }
    let Some((reps, each)) = text.split_once(" x ") else {
        let (length, spots) = text.split_once(" in ").unwrap_or((text, "1 spots"));
        let spots = spots.strip_suffix(" spots").unwrap().parse().unwrap();
        return Work::Time { length: PerSide::same(seconds(length)), spots };
    };
    let reps = PerSide::same(reps.parse().unwrap());
    let phases: Vec<u32> = each.split('-').filter_map(|phase| phase.parse().ok()).collect();
    if let [up, hold, down] = phases[..] {
        return Work::Tempo { reps, up: Seconds(up), hold: Seconds(hold), down: Seconds(down) };
    }
    let (hold, rest) = each.split_once(" release ").unwrap_or((each, "0s"));
    Work::Holds { reps, hold: PerSide::same(seconds(hold)), rest: seconds(rest) }
}

fn seconds(text: &str) -> Seconds {
    Seconds(span(text).as_secs() as u32)
}

fn input(words: &str) -> Option<Input> {
    Some(match words {
        "the button" => Input::Toggle,
        "pause" => Input::Pause,
        "resume" => Input::Resume,
        "skip" => Input::Skip,
        "back" => Input::Back,
        "restart" => Input::Restart,
        "15s more" => Input::AddTime,
        "15s less" => Input::TakeTime,
        "wait for me" => Input::WaitForMe,
        "swap sides" => Input::SwapSides,
        "that hurt" => Input::ThatHurt,
        "stop" => Input::Stop,
        _ => return None,
    })
}

/// Tells the story; panics with the line that is not so.
fn tell(plan: Plan, story: &str) {
    let mut live = Live::start(plan);
    let mut heard = 0;
    for line in story.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (time, event) = line
            .strip_prefix("at ")
            .and_then(|rest| rest.split_once(' '))
            .unwrap_or_else(|| panic!("{line:?} does not begin with a time"));
        let event = event.trim_start();
        let moment = Moment::at(START + span(time));
        assert!(moment >= live.now, "{line:?} lies before the line above it");
        let (verb, rest) = event.split_once(' ').unwrap_or((event, ""));
        if moment > live.now {
            live.until(moment);
        }
        match (input(event), verb) {
            (Some(input), _) => drop(live.press(input)),
            (None, "told") => {
                live.tell(Moment::at(START + span(rest)));
            }
            (None, "leaps") => {
                live.now = Moment::at(START + span(rest));
            }
            (None, "asleep") => {
                live.sleep(rest);
            }
            (None, "hear") => {
                let said: Vec<String> = live.cues[heard..].iter().map(spoken).collect();
                heard = live.cues.len();
                let said = if said.is_empty() { "nothing".to_owned() } else { said.join(", ") };
                assert_eq!(said, rest, "in {line:?}");
            }
            (None, "expect") => {
                rest.split(", ").for_each(|claim| expect(&live, claim.trim(), line));
            }
            _ => panic!("{line:?} says nothing known"),
        }
    }
}

/// A cue with its time since the start.
fn spoken(cue: &Cue) -> String {
    let at = cue.at.since(Moment::at(START));
    let word = match cue.kind {
        CueKind::Rest => "rest".to_owned(),
        CueKind::GetReady => "get ready".to_owned(),
        CueKind::ChangeSide => "change side".to_owned(),
        CueKind::NextSpot => "next spot".to_owned(),
        CueKind::NextZone => "next zone".to_owned(),
        CueKind::CountUp => "count up".to_owned(),
        CueKind::Last(seconds) => seconds.to_string(),
        CueKind::Away(away) => format!("away {}", short(away)),
        CueKind::WentBack => "went back".to_owned(),
        CueKind::ThatHurt => format!("that hurt in {}", cue.segment),
        CueKind::WillWait => "will wait".to_owned(),
        CueKind::WillNotWait => "will not wait".to_owned(),
        CueKind::NothingYet => "nothing yet".to_owned(),
        kind => format!("{kind:?}").to_lowercase(),
    };
    format!("{word} at {}", short(at))
}

fn short(span: Duration) -> String {
    format!("{}s", span.as_secs_f64())
}

/// Checks one claim about the session as it stands.
fn expect(live: &Live, claim: &str, line: &str) {
    let look = live.look();
    let same = |is: &dyn Debug, claimed: &dyn Debug| {
        assert_eq!(format!("{is:?}"), format!("{claimed:?}"), "{claim:?} in {line:?}");
    };
    let words: Vec<&str> = claim.split(' ').collect();
    match words[..] {
        ["running"] => same(&look.standing, &Standing::Running),
        ["paused"] => same(&look.standing, &Standing::Paused),
        ["counting"] => same(&look.standing, &Standing::Counting),
        ["held"] => same(&look.standing, &Standing::Held),
        ["finished"] => same(&look.standing, &Standing::Over(Ending::Finished)),
        ["ended", "early"] => same(&look.standing, &Standing::Over(Ending::Early)),
        ["still"] => same(&live.session.next_wake(), &None::<Moment>),
        ["get", "ready"] => same(&look.segment.kind, &Kind::GetReady),
        ["change", "side"] => same(&look.segment.kind, &Kind::ChangeSide),
        ["rest"] => same(&look.segment.kind, &Kind::Rest),
        ["work"] => same(&look.segment.kind, &Kind::Work),
        ["hold"] => same(&look.segment.kind, &Kind::Hold),
        ["release"] => same(&look.segment.kind, &Kind::Release),
        ["up"] => same(&look.segment.kind, &Kind::Up),
        ["top"] => same(&look.segment.kind, &Kind::Top),
        ["down"] => same(&look.segment.kind, &Kind::Down),
        [side @ ("left" | "right"), part] => {
            same(&(look.block.side.map(Side::word), look.step.part.word()), &(Some(side), part));
        }
        ["both", part] => same(&(look.block.side, look.step.part.plural()), &(None::<Side>, part)),
        ["no", "side"] => same(&(look.block.side, look.step.part), &(None::<Side>, Part::Leg)),
        [time, "left"] | [time, "passed"] => same(&look.clock, &span(time)),
        [time, "to", "the", "end"] => same(&look.total_left, &span(time)),
        ["round", n, "of", of] => same(&(look.block.round, look.block.rounds), &pair(n, of)),
        ["rep" | "spot", n, "of", of] => same(&(look.segment.count, look.segment.of), &pair(n, of)),
        ["then", name, side] => {
            let next = look.next.map(|next| (&*next.step.name, next.block.side.map(Side::word)));
            same(&next, &Some((name, (side != "together").then_some(side))));
        }
        ["then", "nothing"] => assert!(look.next.is_none(), "{claim:?} in {line:?}"),
        ["lived", time] => same(&live.record().lived, &span(time)),
        ["stood", time] => same(&live.record().paused, &span(time)),
        ["kept", name, side, done, "of", planned, ref rest @ ..] => {
            let record = live.record();
            let side = Side::BOTH.into_iter().find(|s| s.word() == side);
            let row = record.steps.iter().find(|row| &*row.name == name && row.side == side);
            let row = row.unwrap_or_else(|| panic!("{claim:?} in {line:?}: no such row in {record:?}"));
            let skipped = rest == ["skipped"];
            same(&(row.done, row.planned, row.skipped), &(span(done), span(planned), skipped));
        }
        ["hurt", "nowhere"] => assert!(live.record().hurts().is_empty(), "{claim:?} in {line:?}"),
        ["hurt", name, side, ref rest @ ..] => {
            let record = live.record();
            let hurts: Vec<String> = record
                .hurts()
                .iter()
                .filter(|(row, _)| &*row.name == name && row.side.map_or("together", Side::word) == side)
                .map(|(_, hurt)| {
                    let round = hurt.round.map_or_else(String::new, |round| format!(" round {round}"));
                    format!("{} in at {}{round}", short(hurt.into), short(hurt.at))
                })
                .collect();
            same(&hurts.join(" and "), &rest.join(" "));
        }
        ["kept", ending] => same(&format!("{:?}", live.record().ending).to_lowercase(), &ending),
        _ => panic!("{claim:?} in {line:?} is not known"),
    }
}

fn pair(n: &str, of: &str) -> (u32, u32) {
    (n.parse().unwrap(), of.parse().unwrap())
}

fn play(name: &str, text: &str) {
    let scenario: Scenario = toml::from_str(text).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert!(!scenario.proves.is_empty(), "{name} says what it proves");
    let steps: Vec<Step> = scenario.steps.iter().map(|line| step(line)).collect();
    tell(plan_of(steps), &scenario.story);
}

#[test]
fn every_scenario_comes_out_as_told() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 10, "{} scenarios", files.len());
    let mut failed = Vec::new();
    for file in files {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&file).unwrap();
        if std::panic::catch_unwind(|| play(&name, &text)).is_err() {
            failed.push(name);
        }
    }
    assert!(failed.is_empty(), "not as told: {}", failed.join(", "));
}

#[test]
fn a_story_that_is_not_so_fails() {
    let plan = || plan_of([step("knead: calf_all, each, 60s")]);
    let so =
        "at 10s expect left calf, work, 55s left\nat 10s hear get ready at 0s, 3 at 2s, 2 at 3s, 1 at 4s, go at 5s";
    tell(plan(), so);
    for wrong in [
        "at 10s expect right calf",
        "at 10s expect left foot",
        "at 10s expect 54.999s left",
        "at 10s expect paused",
        "at 10s hear nothing",
        "at 10s expect kept knead left 6s of 60s",
        "at 10s expect kept knead left 5s of 60s skipped",
        "at 10s expect then knead left",
        "at 10s expect still",
    ] {
        let panic = std::panic::catch_unwind(|| tell(plan(), wrong)).expect_err(wrong);
        let message = panic.downcast_ref::<String>().expect("a message");
        assert!(
            message.starts_with("assertion") && message.contains(wrong),
            "{wrong:?} failed for another reason: {message}"
        );
    }
}

#[test]
fn whoever_calls_from_elsewhere_means_what_has_just_begun() {
    let mut live = Live::start(plan_of([step("knead: calf_all, left, 10s"), live::waiting()]));
    live.wait("20s");
    assert_eq!((live.look().segment.kind, live.elapsed()), (Kind::Wait, span("20s")));
    live.wait("100ms");
    assert_eq!(live.press(Input::Toggle), []);
    assert!(live.session.told(Input::Toggle, live.now).iter().any(|cue| cue.kind == CueKind::Done));
}
