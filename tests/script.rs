//! What is heard of a session, told as stories: the words and tones of cues, from plans.

#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, missing_docs)]

mod support;

use std::time::Duration;

use solemate::domain::body::{Technique, Zone};
use solemate::domain::plan::Plan;
use solemate::domain::record::Pain;
use solemate::domain::routine::{Sides, Step};
use solemate::domain::session::{Cue, CueKind, Input, Session};
use solemate::domain::text::Clean;
use solemate::domain::time::{Moment, Seconds, clock};
use solemate::sound::say::{Occasion, Template};
use solemate::sound::script::{self, Place};
use solemate::sound::tone::Tone;
use solemate::sound::wishes::Wishes;
use support::live::{Live, START, holds, plan_of, rest, spots, tempo, timed, waiting};

fn named(name: &str, cue: &str, step: Step) -> Step {
    let cue = (!cue.is_empty()).then(|| Clean::visible(cue));
    Step { name: Clean::visible(name), cue, ..step }
}

fn on_the_left(step: Step) -> Step {
    Step { sides: Sides::Left, ..step }
}

/// All that is said from the start to the end, with its time.
fn said(plan: Plan, wishes: &Wishes) -> Vec<String> {
    let start = Moment::at(START);
    let (mut session, mut cues) = Session::new(plan, start).unwrap();
    let mut lines = Vec::new();
    loop {
        for cue in &cues {
            if let Some(phrase) = script::phrase(*cue, Place::of(&session, cue.at), wishes) {
                lines.push(format!("{} {}", clock(cue.at.since(start)), phrase.as_str()));
            }
        }
        // What counts up goes on for ever.
        let soon = |wish: &Moment| wish.since(start) < Duration::from_secs(600);
        let Some(wish) = session.next_wake().filter(soon) else { return lines };
        cues = session.advance(wish);
    }
}

#[test]
fn both_calves_are_led_through_by_the_voice_alone() {
    let knead = named("Knead the calf", "Like dough, knee toward ankle.", timed(60));
    assert_eq!(
        said(plan_of([knead]), &Wishes::default()),
        [
            "0:00 left calf. Knead the calf.",
            "0:05 Like dough, knee toward ankle.",
            "0:35 Half-way.",
            "1:05 Other leg: right calf. Knead the calf.",
            "1:10 Like dough, knee toward ankle.",
            "1:40 Half-way.",
            "2:10 Done.",
        ]
    );
}

#[test]
fn the_next_step_is_named_before_its_gap_ends() {
    let steps = [on_the_left(named("Knead", "", timed(60))), on_the_left(named("Long strokes", "", timed(60)))];
    let lines = said(plan_of(steps), &Wishes::default());
    assert!(lines.contains(&"1:05 left calf. Long strokes.".to_owned()), "{lines:?}");
}

#[test]
fn the_other_foot_is_a_foot() {
    let sole = Step { zones: vec![Zone::Arch], ..named("Roll", "", timed(60)) };
    let lines = said(plan_of([sole]), &Wishes::default());
    assert!(lines.contains(&"1:05 Other foot: right foot. Roll.".to_owned()), "{lines:?}");
}

#[test]
fn repetitions_are_counted() {
    let pull = on_the_left(named("Toe pull", "Pull the toes back. Hold ten.", holds(3, 10, 3)));
    let lines = said(plan_of([pull]), &Wishes::default());
    let expected = [
        "0:00 left calf. Toe pull.",
        "0:05 Pull the toes back. Hold ten.",
        "0:15 Release.",
        "0:18 2.",
        "0:28 Release.",
        "0:31 3.",
        "0:41 Done.",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn a_tempo_is_counted_up_by_up_and_its_cue_has_a_whole_repetition() {
    let raise =
        on_the_left(named("Heel raise", "Slowly up, hold, and slowly down again, all the way.", tempo(2, [3, 2, 3])));
    let lines = said(plan_of([raise]), &Wishes::default());
    let cue = "0:05 Slowly up, hold, and slowly down again, all the way.";
    assert_eq!(lines, ["0:00 left calf. Heel raise.", cue, "0:13 2.", "0:21 Done."]);
}

#[test]
fn spots_are_numbered_and_rests_say_what_comes() {
    let press = Step { rounds: 2, rest_between_rounds: rest(20), ..on_the_left(named("Press", "", spots(30, 3))) };
    let lines = said(plan_of([press]), &Wishes::default());
    assert_eq!(lines[..4], ["0:00 left calf. Press.", "0:05 knee to ankle.", "0:15 Spot 2 of 3.", "0:25 Spot 3 of 3."]);
    assert_eq!(lines[4], "0:35 Rest. 20 seconds. Then left calf, Press.");
}

#[test]
fn work_that_begins_at_once_says_where_and_what() {
    let at_once = Step { prep: Seconds(0), ..on_the_left(named("Knead", "Like dough.", timed(60))) };
    assert_eq!(said(plan_of([at_once]), &Wishes::default())[0], "0:00 left calf. Knead. knee to ankle. Like dough.");
    let wait = Step { zones: vec![], ..named("Fetch the bottle", "Cold, not frozen.", waiting()) };
    let lines = said(plan_of([wait.clone()]), &Wishes::default());
    assert!(lines.contains(&"0:05 Fetch the bottle. Cold, not frozen. Press a key to go on.".to_owned()), "{lines:?}");
}

#[test]
fn a_change_of_side_with_no_time_for_it_has_its_words_and_its_tone_all_the_same() {
    let at_once = Step { prep: Seconds(0), ..named("Knead", "Like dough.", timed(60)) };
    let plan = plan_of([at_once]);
    let lines = said(plan.clone(), &Wishes::default());
    assert_eq!(lines[2], "1:00 Other leg: right calf. Knead. knee to ankle. Like dough.");
    let (mut session, _) = Session::new(plan, Moment::at(START)).unwrap();
    let mut cues = Vec::new();
    while let Some(wish) = session.next_wake().filter(|wish| *wish <= Moment::at(START + Duration::from_secs(60))) {
        cues = session.advance(wish);
    }
    assert_eq!(cues.last().and_then(|cue| Tone::of(cue.kind)), Some(Tone::Change));
    let mut wishes = Wishes::default();
    wishes.say.set(Occasion::Go, Template::parse("").unwrap());
    let wait = Step { prep: Seconds(0), ..named("Tape", "Not too tight.", waiting()) };
    let plan = plan_of([Step { sides: Sides::Right, ..wait }]);
    assert_eq!(said(plan, &wishes), ["0:00 Tape. Not too tight. Press a key to go on."]);
}

#[test]
fn one_long_sentence_ends_after_a_clause_before_the_next_thing_is_said() {
    let cue = "Pull the toes gently back toward the shin, with one hand, until the band is tight enough to be felt.";
    let plan = plan_of([on_the_left(named("Toe pull", cue, holds(2, 5, 3)))]);
    assert_eq!(
        said(plan.clone(), &Wishes::default())[1],
        "0:05 Pull the toes gently back toward the shin, with one hand."
    );
    assert_eq!(script::too_long(&plan, &Wishes::default()).len(), 1, "and is pointed out all the same");
}

#[test]
fn a_phrase_is_shortened_to_its_gap_and_check_names_the_cue() {
    let cue = "Pull the toes gently back toward the shin with one hand. Feel the band with the other. Hold.";
    let pull = on_the_left(named("Toe pull", cue, holds(2, 5, 3)));
    let plan = plan_of([pull]);
    let lines = said(plan.clone(), &Wishes::default());
    assert_eq!(lines[1], "0:05 Pull the toes gently back toward the shin with one hand.");
    let found = script::too_long(&plan, &Wishes::default());
    assert_eq!((found.len(), found[0].step.as_str(), found[0].room), (1, "Toe pull", Duration::from_secs(5)));
    assert!(found[0].takes > Duration::from_secs(7));
    let fast = Wishes { rate: 200, ..Wishes::default() };
    assert_eq!(script::too_long(&plan, &fast), []);
    assert_eq!(said(plan, &fast)[1], format!("0:05 {cue}"));
}

#[test]
fn what_a_person_writes_in_the_settings_is_said() {
    let mut wishes = Wishes::default();
    wishes.say.set(
        Occasion::ChangeSide,
        Template::parse("Switch. {part} on the {side}, round {round} of {rounds}.").unwrap(),
    );
    wishes.say.set(Occasion::Halfway, Template::parse("").unwrap());
    let knead = Step { rounds: 2, ..named("Knead", "", timed(60)) };
    let lines = said(plan_of([knead]), &wishes);
    assert!(lines.contains(&"1:05 Switch. calf on the right, round 1 of 2.".to_owned()), "{lines:?}");
    assert!(!lines.iter().any(|line| line.contains("Half-way")), "{lines:?}");
}

#[test]
fn a_pause_and_going_on_are_said_with_the_time_that_is_left() {
    let start = Moment::at(START);
    let (mut session, _) = Session::new(plan_of([on_the_left(timed(90))]), start).unwrap();
    let wishes = Wishes::default();
    let mut say = |input, at: u64| {
        let now = start.plus(Duration::from_secs(at));
        let cue = *session.handle(input, now).last().unwrap();
        let phrase = script::phrase(cue, Place::of(&session, now), &wishes);
        (phrase.map(|phrase| phrase.as_str().to_owned()), Tone::of(cue.kind))
    };
    assert_eq!(
        say(Input::Skip, 1),
        (Some("knee to ankle.".into()), Some(Tone::Go)),
        "a step without a cue has its way"
    );
    assert_eq!(say(Input::Pause, 3), (Some("Paused.".into()), Some(Tone::Paused)));
    assert_eq!(say(Input::Resume, 60), (Some("Going on. left calf. 1 minute 28 seconds left.".into()), Some(Tone::Go)));
    assert_eq!(say(Input::AddTime, 61), (None, None));
    assert_eq!(say(Input::Stop, 62), (Some("Ended here.".into()), None));
}

#[test]
fn what_is_said_when_it_hurts_is_said_whole_wherever_one_is() {
    let whole = "Noted. Lighten up. Sharp or electric? Stop here.";
    // Just before half-way, just before the end, and while changing sides.
    for at in [29, 58, 64] {
        let step = Step { prep: Seconds(0), ..timed(60) };
        let mut live = Live::start(plan_of([Step { change: Some(Seconds(6)), ..step }]));
        live.wait(&format!("{at}s"));
        let cues = live.press(Input::ThatHurt);
        let phrase = script::phrase(cues[0], Place::of(&live.session, live.now), &Wishes::default());
        assert_eq!(phrase.unwrap().as_str(), whole, "{at} s");
    }
}

#[test]
fn a_number_that_is_too_much_is_said_back_and_above_five_with_the_way_out() {
    let mut live = Live::start(plan_of([timed(60)]));
    live.wait("8s");
    let said = |kind| {
        let cue = Cue { kind, segment: live.session.at(), at: live.now };
        script::phrase(cue, Place::of(&live.session, live.now), &Wishes::default())
            .map(|phrase| phrase.as_str().to_owned())
    };
    let pain = |value: u8| Pain::try_from(value).unwrap();
    let above = said(CueKind::AboveLimit(pain(4)));
    assert_eq!(above.as_deref(), Some("Noted. 4. Lighten up. Sharp or electric? Stop here."));
    let too_much = said(CueKind::TooMuch(pain(7)));
    let words = "7 is too much. Stop: skip this step, or end here. Sharp or electric? Stop here.";
    assert_eq!(too_much.as_deref(), Some(words));
    assert_eq!(said(CueKind::Noted), None, "what tells of the other side is not cut off");
    assert_eq!(Tone::of(CueKind::Noted), Some(Tone::Hurt));
}

#[test]
fn what_a_key_brings_is_cut_to_what_is_left_of_the_segment() {
    let mut live = Live::start(plan_of([Step { prep: Seconds(0), ..timed(60) }]));
    let mut swapped = |after: &str| {
        live.wait(after);
        let cues = live.press(Input::SwapSides);
        assert_eq!(
            Tone::of(cues[0].kind),
            Some(Tone::Change),
            "without the voice the change of side is heard all the same"
        );
        let place = Place::of(&live.session, live.now);
        script::phrase(cues[0], place, &Wishes::default()).unwrap().as_str().to_owned()
    };
    assert_eq!(swapped("10s"), "Sides swapped. Now right calf.");
    assert_eq!(swapped("19s"), "Now left calf.", "half-way is said in a second");
    assert_eq!(swapped("10s"), "Sides swapped. Now right calf.");
    assert_eq!(swapped("20s"), "Now left calf.", "the other side is said in a second");
}

#[test]
fn short_work_has_no_half_way_and_its_cue_all_of_it() {
    let cue =
        "Press in slowly and stay there. Breathe out as long as you can, and then let go of everything slowly again.";
    let press = on_the_left(named("Press", cue, timed(15)));
    let plan = plan_of([press]);
    assert_eq!(said(plan.clone(), &Wishes::default())[1], format!("0:05 knee to ankle. {cue}"));
    assert_eq!(script::too_long(&plan, &Wishes::default()), []);
}

#[test]
fn check_names_whatever_is_cut() {
    let knead = Step { prep: Seconds(2), ..on_the_left(named("Knead the calf like dough", "Slowly.", timed(60))) };
    let cut = |step: Step, wishes: &Wishes| {
        let plan = plan_of([step]);
        script::too_long(&plan, wishes).into_iter().map(|long| (long.occasion, long.room.as_secs())).collect::<Vec<_>>()
    };
    assert_eq!(cut(knead.clone(), &Wishes::default()), [(Occasion::GetReady, 2)], "its name has no room in the gap");
    let at_once = Step { prep: Seconds(0), ..named("Knead the calf like dough", "", holds(2, 3, 3)) };
    assert_eq!(cut(on_the_left(at_once.clone()), &Wishes::default()), []);
    let at_once = Step { cue: Some(Clean::visible("Slowly, toward the ankle.")), ..at_once };
    assert_eq!(cut(on_the_left(at_once), &Wishes::default()), [(Occasion::Begin, 3)], "its cue is the first to go");
    let mut quiet = Wishes::default();
    quiet.say.set(Occasion::GetReady, Template::default());
    assert_eq!(cut(knead, &quiet), [], "what is not said is not cut");
}

#[test]
fn of_what_counts_up_nobody_says_what_is_left() {
    let mut live = Live::start(plan_of([Step { prep: Seconds(0), ..waiting() }]));
    live.wait("80s");
    live.sleep("10s");
    let cues = live.press(Input::Resume);
    let phrase = script::phrase(cues[0], Place::of(&live.session, live.now), &Wishes::default());
    assert_eq!(phrase.unwrap().as_str(), "Going on. both calves.");
}

#[test]
fn the_time_left_is_said_at_a_mark() {
    let plan = plan_of([timed(90)]);
    let phrase = script::mark(&plan, 1, Duration::from_secs(30), &Wishes::default()).unwrap();
    assert_eq!(phrase.as_str(), "30 seconds left.");
    assert_eq!(script::mark(&plan, 99, Duration::from_secs(30), &Wishes::default()), None);
}

#[test]
fn every_shipped_cue_can_be_said_in_its_time() {
    use solemate::domain::plan::Choice;
    use solemate::store::library::Library;
    let library = Library::new(None);
    for entry in library.entries() {
        let plan = Plan::unroll(&library.open(&entry).unwrap(), Choice::default());
        assert_eq!(script::too_long(&plan, &Wishes::default()), [], "{}", plan.name);
    }
}

#[test]
fn the_voice_says_where_the_hands_go_on_and_which_way() {
    let over = |technique, zones: &[Zone], step: Step| {
        on_the_left(Step { technique: Some(technique), zones: zones.to_vec(), ..step })
    };
    let foot_and_calf = [Zone::SoleAll, Zone::CalfAll];
    let strokes = over(Technique::Effleurage, &foot_and_calf, named("Strokes", "Warm and light.", timed(40)));
    assert_eq!(
        said(plan_of([strokes]), &Wishes::default()),
        [
            "0:00 left foot. Strokes.",
            "0:05 sole. heel to toes and back. Warm and light.",
            "0:25 Half-way.",
            "0:25 Half-way. calf. ankle to knee.",
            "0:45 Done."
        ],
        "of what belongs to one moment the last is said"
    );
    let places = [Zone::Arch, Zone::HeelRim, Zone::CalfUpper];
    let held = over(Technique::TriggerHold, &places, named("Spots", "", spots(30, 3)));
    let heard = said(plan_of([held]), &Wishes::default());
    let of_spots: Vec<&str> = heard.iter().map(String::as_str).filter(|line| line.contains("Spot ")).collect();
    assert_eq!(of_spots, ["0:15 Spot 2 of 3. edge of the heel.", "0:25 Spot 3 of 3. upper calf."], "{heard:?}");
}

#[test]
fn after_a_pause_the_side_is_said_again_but_not_in_a_rest() {
    let knead = on_the_left(Step { rounds: 2, rest_between_rounds: rest(20), ..named("Knead", "", timed(30)) });
    let (mut session, _) = Session::new(plan_of([knead]), Moment::at(START)).unwrap();
    let mut going_on = |after: u64| {
        let at = |second| Moment::at(START + Duration::from_secs(second));
        let now = at(after);
        (0..=after).for_each(|second| drop(session.advance(at(second))));
        session.handle(Input::Pause, now);
        let cues = session.handle(Input::Resume, now);
        let phrase = script::phrase(cues[0], Place::of(&session, now), &Wishes::default()).unwrap();
        phrase.as_str().to_owned()
    };
    assert_eq!(going_on(2), "Going on. left calf. 3 seconds left.");
    assert_eq!(going_on(40), "Going on. 15 seconds left.");
}

#[test]
fn of_a_step_without_a_voice_nothing_is_too_long_to_be_said() {
    let quiet = |voice| {
        let mut step = named("Knead the calf slowly with both hands and all of your fingers", "", timed(20));
        step.prep = Seconds(1);
        step.aloud.voice = voice;
        script::too_long(&plan_of([step]), &Wishes::default()).len()
    };
    assert!(quiet(None) > 0 && quiet(Some(false)) == 0);
}
