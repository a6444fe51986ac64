//! Routines proposed from answers: every combination of them.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, missing_docs)]

use std::collections::HashMap;

use solemate::domain::advice;
use solemate::domain::body::{Feet, Position, Technique};
use solemate::domain::catalogue::Summary;
use solemate::domain::fit::Fit;
use solemate::domain::health::{Answer, Profile, Question};
use solemate::domain::propose::{Complaint, MINUTES, Proposal, Tool, Which, Why, Wishes, propose};
use solemate::domain::routine::{Routine, RoutineId, Sides, Work};
use solemate::store::proposal;
use solemate::store::routine_file::sheet::sheet;
use solemate::store::shipped::{self, Shipped};

fn library() -> Vec<Routine> {
    shipped::ALL.iter().map(|shipped| shipped.routine().expect("a shipped routine can be read")).collect()
}

/// Every set of words, the empty one too.
fn subsets<T: Copy>(all: &[T]) -> Vec<Vec<T>> {
    let picked = |bits: usize| all.iter().enumerate().filter(move |(at, _)| bits >> at & 1 == 1).map(|(_, one)| *one);
    (0..1 << all.len()).map(|bits| picked(bits).collect()).collect()
}

fn wishes(complaints: &[Complaint], tools: &[Tool], minutes: u32, which: Which) -> Wishes {
    Wishes { complaints: complaints.to_vec(), tools: tools.to_vec(), minutes, which, ..Wishes::default() }
}

/// What holds for every proposal.
#[track_caller]
fn suits(wishes: &Wishes, proposal: &Proposal) {
    let Proposal { routine, total, .. } = proposal;
    let about = || format!("{wishes:?}\n{routine:#?}");
    let does = |step: &&solemate::domain::routine::Step| step.technique != Some(Technique::Settle);
    assert!(routine.steps.iter().filter(does).count() > 0, "nothing is done: {}", about());
    assert!(total.0 <= wishes.minutes * 60, "{total} is over: {}", about());
    let totals = Summary::of(routine, Feet::Both).totals;
    assert_eq!(advice::advice(routine, &[totals.both, totals.left, totals.right]), [], "{}", about());
    assert!(routine.check_size().is_ok());
    let has = |tool| wishes.tools.contains(&tool);
    let is_flare_up = wishes.complaints.contains(&Complaint::FlareUp);
    for step in &routine.steps {
        let words = [step.cue.as_deref(), step.how.as_deref()].map(Option::unwrap_or_default).join(" ").to_lowercase();
        for (tool, word) in
            [(Tool::Ball, "the ball "), (Tool::Roller, "roller"), (Tool::Bottle, "bottle"), (Tool::Wall, "wall")]
        {
            let is_of_the_foot = words.contains("the ball of");
            assert!(has(tool) || is_of_the_foot || !words.contains(word), "{word}: {}", about());
        }
        let needs = match step.position {
            Some(Position::SitChair) => vec![Tool::Chair],
            Some(Position::SitTwoSeats) => vec![Tool::Chair, Tool::Stool],
            Some(Position::StandWall) => vec![Tool::Wall],
            Some(Position::SitTowel) => vec![Tool::Towel],
            Some(Position::FloorRoller) => vec![Tool::Roller],
            Some(Position::StandStep) => panic!("heel raises are chosen by name only"),
            _ => Vec::new(),
        };
        assert!(needs.into_iter().all(has), "{:?}: {}", step.position, about());
        assert!(step.limit.is_none_or(|limit| limit <= if is_flare_up { 3 } else { 5 }), "{}", about());
        assert!(!step.source.is_empty(), "{}", about());
    }
}

/// Every set of complaints of which none makes the others wait, and every set of tools; the minutes go round, so that each
/// set meets all of them.
fn combinations() -> impl Iterator<Item = Wishes> {
    let is_told_apart = |all: &Vec<Complaint>| all.len() < 2 || !all.contains(&Complaint::FlareUp);
    let all: Vec<_> = subsets(Complaint::ALL).into_iter().filter(is_told_apart).collect();
    all.into_iter().enumerate().flat_map(|(first, complaints)| {
        let tools = subsets(Tool::ALL).into_iter().enumerate();
        tools.map(move |(second, tools)| {
            let minutes = [5, 10, 15, 20, 30][(first + second) % 5];
            wishes(&complaints, &tools, minutes, Which::Both)
        })
    })
}

#[test]
fn every_combination_of_answers_gives_a_routine_that_can_be_done_and_fills_the_minutes() {
    let library = library();
    let mut seen = HashMap::new();
    for wishes in combinations() {
        let proposal = propose(&library, &wishes, Feet::Both).expect("a proposal");
        let has_more = proposal.left_out.iter().any(|(_, why)| *why == Why::NoTime);
        assert!(!proposal.is_short() || !has_more, "{wishes:?}: {} {:?}", proposal.total, proposal.left_out);
        *seen.entry(proposal.is_short()).or_insert(0) += 1;
        suits(&wishes, &proposal);
    }
    assert!(seen[&false] > 3 * seen[&true], "{seen:?}");
}

#[test]
fn every_number_of_minutes_and_every_side_is_kept_to() {
    let library = library();
    for complaint in Complaint::ALL {
        for tools in [&[][..], Tool::ALL] {
            for minutes in MINUTES.step_by(2) {
                for which in Which::ALL {
                    for sore in [Feet::Both, Feet::Right] {
                        let wishes = wishes(&[*complaint], tools, minutes, *which);
                        suits(&wishes, &propose(&library, &wishes, sore).expect("a proposal"));
                    }
                }
            }
        }
    }
}

/// Proposals differ in less than the answers do: each text is read once.
#[test]
fn what_is_proposed_is_a_file_that_says_so_without_a_mistake_or_a_remark() {
    let mut seen: HashMap<String, Wishes> = HashMap::new();
    let library = library();
    for (at, mut wishes) in combinations().enumerate().filter(|(at, _)| at % 11 == 0) {
        wishes.which = Which::ALL[at / 11 % 4];
        let proposal = propose(&library, &wishes, Feet::Left).unwrap();
        if seen.insert(format!("{:?}", proposal.routine), wishes).is_some() {
            continue;
        }
        let text = proposal::text(&proposal).expect("a text");
        let sheet = sheet(&RoutineId::new("proposal").unwrap(), &text);
        assert_eq!((sheet.problems.as_slice(), sheet.remarks.as_slice()), (&[][..], &[][..]), "{text}");
        assert_eq!(sheet.routine.as_deref(), Some(&proposal.routine), "{text}");
    }
    assert!(seen.len() > 100, "{}", seen.len());
}

#[test]
fn a_flare_up_is_given_gentle_work_only_whatever_else_is_said() {
    let gentle = ["gentle-day", "cold-bottle"];
    for complaints in subsets(Complaint::ALL).into_iter().filter(|all| all.contains(&Complaint::FlareUp)) {
        let proposal = proposal::from_shipped(&wishes(&complaints, Tool::ALL, 20, Which::Both), Feet::Both).unwrap();
        let from: Vec<&str> = proposal.taken.iter().map(|taken| taken.from.as_str()).collect();
        assert!(from.iter().all(|from| gentle.contains(from)), "{complaints:?}: {from:?}");
        assert_eq!(proposal.routine.level, Some(1));
        let waits = proposal.left_out.iter().any(|(_, why)| *why == Why::FlareUp);
        assert_eq!(waits, complaints.len() > 1, "{:?}", proposal.left_out);
    }
}

#[test]
fn what_is_left_out_is_said_with_its_reason() {
    let of = |complaints: &[Complaint], tools: &[Tool], minutes| {
        proposal::from_shipped(&wishes(complaints, tools, minutes, Which::Both), Feet::Both).unwrap()
    };
    let proposal = of(&[Complaint::Sole], &[], 30);
    assert!(proposal.left_out.contains(&("ball rolling", Why::Without(Tool::Chair))), "{:?}", proposal.left_out);
    let proposal = of(&[Complaint::Sole], &[Tool::Chair], 30);
    assert!(proposal.left_out.contains(&("ball rolling", Why::Without(Tool::Ball))), "{:?}", proposal.left_out);
    assert!(proposal.remarks().iter().any(|line| line.contains("ball rolling") && line.contains("a ball")));
    let proposal = of(&[Complaint::Calves], Tool::ALL, 5);
    assert!(proposal.left_out.iter().any(|(_, why)| *why == Why::NoTime), "{:?}", proposal.left_out);
    let proposal = of(&[Complaint::Sole, Complaint::Desk], Tool::ALL, 45);
    assert!(proposal.left_out.contains(&("cross-fibre friction", Why::DayBetween)), "{:?}", proposal.left_out);
    let proposal = of(&[Complaint::FlareUp], &[], 45);
    assert!(proposal.is_short() && proposal.remarks().iter().any(|line| line.contains("all that the library has")));
}

#[test]
fn words_of_the_steps_name_no_number_that_a_dose_contradicts() {
    let named =
        |word: &str| ["minute", " times", "five", "three", "fifteen"].iter().any(|number| word.contains(number));
    let mut met = 0;
    for complaint in Complaint::ALL {
        for minutes in [5, 45] {
            let proposal =
                proposal::from_shipped(&wishes(&[*complaint], Tool::ALL, minutes, Which::Both), Feet::Both).unwrap();
            for step in proposal.routine.steps.iter().filter(|step| step.technique != Some(Technique::Settle)) {
                let cue = step.cue.as_deref().unwrap_or_default().to_lowercase();
                assert!(!named(&cue), "{cue}");
                met += 1;
            }
        }
    }
    assert!(met > 20);
}

#[test]
fn the_sides_are_those_that_were_asked_for() {
    for (which, sides) in [(Which::Left, Sides::Left), (Which::Right, Sides::Right), (Which::Sore, Sides::Sore)] {
        let proposal = proposal::from_shipped(&wishes(&[Complaint::Calves], &[], 10, which), Feet::Right).unwrap();
        assert!(proposal.routine.steps.iter().all(|step| [sides, Sides::Both].contains(&step.sides)));
        assert!(proposal.routine.steps.iter().any(|step| step.sides == sides && step.work != Work::Wait));
    }
}

#[test]
fn every_step_that_may_be_proposed_is_there() {
    // With everything at hand and time enough, what one complaint takes is only bounded by what resembles another.
    for complaint in Complaint::ALL {
        let proposal = proposal::from_shipped(&wishes(&[*complaint], Tool::ALL, 45, Which::Both), Feet::Both).unwrap();
        for taken in &proposal.taken {
            let shipped = Shipped::named(taken.from.as_str()).and_then(Shipped::routine).unwrap();
            assert!(shipped.steps.get(taken.at).is_some());
        }
        let plan = Fit::new(&proposal.routine, Default::default(), &Default::default()).plan;
        assert!(!plan.is_empty());
    }
}

#[test]
fn a_proposal_goes_by_the_health_profile_and_its_file_does_not_tell() {
    let day = "2026-11-20".parse().unwrap();
    let with = |question| {
        let mut health = Profile::default();
        health.set(question, Some(Answer::Yes));
        Wishes { guard: health.guard(day), ..wishes(&[Complaint::Calves, Complaint::Sole], Tool::ALL, 15, Which::Both) }
    };
    for question in Question::ALL.into_iter().filter(|one| *one != Question::Painkillers) {
        let wishes = with(question);
        let Some(proposal) = propose(&library(), &wishes, Feet::Both) else {
            assert_eq!(question, Question::Surgery, "something is left");
            continue;
        };
        assert_ne!(question, Question::Surgery);
        let hidden = |step: &solemate::domain::routine::Step| wishes.guard.judge_step(step).is_hidden();
        assert!(!proposal.routine.steps.iter().any(hidden), "{question:?}: {:#?}", proposal.routine);
        assert!(!proposal::text(&proposal).unwrap().contains(question.reason()), "a file can be shared");
    }
    let pregnant = propose(&library(), &with(Question::Pregnancy), Feet::Both).unwrap();
    let said = pregnant.for_health().unwrap();
    assert!(said.contains("kneading") && said.ends_with("pregnancy or a birth."), "{said}");
}
