//! `solemate health`: the nine questions about one's health, the answers, and what follows from them.

use chrono::NaiveDate;
use serde::Serialize;

use super::failure::{Exit, Failure, Outcome};
use super::here::Here;
use crate::config::{keep_profile, load_profile};
use crate::domain::catalogue::Entry;
use crate::domain::health::{Answer, Guard, Profile, Question};
use crate::domain::text::Clean;
use crate::domain::words::capital;
use crate::driver::printer::{NotPrinted, Printer};

/// Show or change the health profile: nine questions, and what is left out or softened for them
#[derive(clap::Args, Debug)]
#[command(after_help = AFTER)]
pub(super) struct Health {
    /// Answer a question: its word, and yes, no, agreed (a clinician has agreed) or the day it happened; several times
    #[arg(long, value_name = "WORD=ANSWER", value_parser = answered)]
    set: Vec<(Question, Option<Answer>)>,
    /// Take every answer back
    #[arg(long, conflicts_with = "set")]
    clear: bool,
    /// As a JSON object
    #[arg(long)]
    json: bool,
}

const AFTER: &str = "The words: pregnancy, clot, diabetes, injection, surgery, veins, bones, cold, painkillers. WORD= takes an \
                     answer back. The answers are in profile.toml in the folder of data, for your eyes only: no export, \
                     report or shared routine has them.";

/// `clot=yes`, `injection=2026-11-12`; with nothing behind the sign the answer is taken back.
fn answered(text: &str) -> Result<(Question, Option<Answer>), String> {
    let (word, answer) = text.split_once('=').ok_or("a word, =, and the answer: clot=yes")?;
    let word = word.trim();
    let question = Question::named(word).ok_or_else(|| {
        let words: Vec<&str> = Question::ALL.iter().map(|one| one.word()).collect();
        format!("the words are {}", words.join(", "))
    })?;
    match answer.trim() {
        "" => Ok((question, None)),
        "yes" => Ok((question, Some(Answer::Yes))),
        answer => match Answer::read(question, answer) {
            Ok(answer) => Ok((question, Some(answer))),
            Err(expected) => Err(format!("{word} is {expected}")),
        },
    }
}

/// The profile, as scripts see it.
#[derive(Serialize)]
struct Told {
    /// Whether its file can be read.
    ok: bool,
    asked: Option<NaiveDate>,
    /// Whether it is worth another look.
    due: bool,
    log_only: bool,
    questions: Vec<Asked>,
    /// What is not offered, with the reasons.
    hidden: Vec<Hidden>,
}

#[derive(Serialize)]
struct Asked {
    word: &'static str,
    question: &'static str,
    /// `yes`, `no`, `agreed` or a day; null where nothing is said.
    answer: Option<String>,
    /// Whether it holds today.
    holds: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<NaiveDate>,
}

#[derive(Serialize)]
struct Hidden {
    routine: String,
    because: String,
}

impl Health {
    pub(super) fn run(&self, here: &Here, out: &mut Printer) -> Outcome {
        let file = here.places.profile_file();
        let today = here.now().today();
        let (mut profile, notices) = load_profile(&file);
        if self.clear {
            profile = Profile::default();
        } else if !self.set.is_empty() {
            if let Some(why) = notices.first() {
                return Err(Failure::person(why.to_string()));
            }
            for (question, answer) in &self.set {
                let answer = match answer {
                    Some(Answer::Since(day)) if *day > today => {
                        return Err(Failure::person(format!(
                            "{} is about something that happened, and {day} is still to come",
                            question.word()
                        )));
                    }
                    Some(Answer::Since(day)) if question.ends(*day).is_some_and(|end| end <= today) => {
                        let (word, event) = (question.word(), question.event());
                        super::tell(&format!(
                            "solemate: {word}, {event} on {day}, is over: nothing is left out for it"
                        ));
                        Some(Answer::Since(*day))
                    }
                    Some(Answer::Yes) => Some(profile.yes(*question, today)),
                    answer => *answer,
                };
                profile.set(*question, answer);
            }
            // One answer, of this day at that, is not the nine questions gone through.
            if self.set.iter().any(|(question, _)| *question != Question::Painkillers) && profile.is_answered() {
                profile.asked = Some(today);
            }
        } else {
            for notice in notices {
                super::tell(&format!("solemate: {notice}"));
            }
        }
        if self.clear || !self.set.is_empty() {
            keep_profile(&file, &profile).map_err(|why| Failure::machine(why.to_string()))?;
        }
        let settings = here.settings();
        let hidden = hidden(&here.library(settings.sore_foot).entries(), &profile.guard(today));
        if self.json {
            out.json(&told(&profile, hidden, today))?;
        } else {
            print(&profile, &hidden, today, out)?;
        }
        Ok(Exit::Done)
    }
}

/// Every routine that is not offered.
fn hidden(entries: &[Entry], guard: &Guard) -> Vec<(Clean, String)> {
    let of = |entry: &Entry| {
        let outlook = guard.outlook(&entry.state.as_ref().ok()?.deeds);
        outlook.is_hidden().then(|| (entry.title(), outlook.hidden.to_string()))
    };
    entries.iter().filter_map(of).collect()
}

fn told(profile: &Profile, hidden: Vec<(Clean, String)>, today: NaiveDate) -> Told {
    let asked = |question: Question| Asked {
        word: question.word(),
        question: question.text(),
        answer: profile.of(question).map(|answer| answer.to_string()),
        holds: profile.holds(question, today),
        until: profile.until(question),
    };
    Told {
        ok: !profile.is_unread,
        asked: profile.asked,
        due: profile.is_due(today),
        log_only: profile.guard(today).is_log_only(),
        questions: Question::ALL.into_iter().map(asked).collect(),
        hidden: hidden.into_iter().map(|(name, because)| Hidden { routine: name.to_string(), because }).collect(),
    }
}

fn print(profile: &Profile, hidden: &[(Clean, String)], today: NaiveDate, out: &mut Printer) -> Result<(), NotPrinted> {
    for question in Question::ALL {
        let answer = profile.of(question).map_or_else(|| "not said".to_owned(), |answer| answer.to_string());
        out.line(&format!("{:11}  {answer:10}  {}", question.word(), question.text()))?;
        if profile.holds(question, today) {
            let until =
                profile.until(question).map_or_else(String::new, |end| format!(" Until {}.", end.format("%-d %b %Y")));
            out.line(&format!("{:25}{}{until}", "", question.advice()))?;
        } else if let Some(stays) = question.stays().filter(|_| profile.of(question) == Some(Answer::Agreed)) {
            out.line(&format!("{:25}{}.", "", capital(stays)))?;
        }
    }
    if !hidden.is_empty() {
        out.line("")?;
        out.line("Not offered:")?;
        for (name, because) in hidden {
            out.line(&format!("  {name}: {because}"))?;
        }
    }
    if profile.is_due(today) {
        out.line("")?;
        out.line("It is worth a look: press P on the home screen, or answer with --set.")?;
    }
    Ok(())
}
