//! The questions around a session: the five lines before it, pain now.

use super::words;
use super::{Order, Plain, Stop, Trouble};
use crate::domain::body::{Feet, Side};
use crate::domain::health::Question;
use crate::domain::record::{Ending, Pain, RedFlags};
use crate::domain::safety::{QUESTIONS, SKIN, advice};
use crate::domain::text::Clean;
use crate::domain::time::Now;
use crate::domain::words::health::{flagged, held, sentence};
use crate::domain::words::{around, of};
use crate::driver::care;
use crate::ui::effect::{Claimed, Go, Msg, Turn};
use crate::ui::keymap::Action;
use crate::ui::saving::Saved;
use crate::ui::screen::after::After;
use crate::ui::screen::before::{Before, Stage};
use crate::ui::screen::player::{Player, View};

/// A session of which nothing would be done.
fn nothing_for_the_side() -> Stop {
    let text = "nothing in this routine is for the side chosen today; choose another with --side";
    Stop::Trouble(Trouble::Refused(Clean::visible(text)))
}

/// Said where nothing was ever done or answered, as the full screen asks on its first run.
const FIRST_RUN: &str = "Nine questions about your health, so that what is offered suits: `solemate health`.";

impl Plain {
    /// The questions and the ratings before a session; then it begins, unless an answer speaks against it.
    pub(super) fn before(&mut self, order: Order) -> Result<(), Stop> {
        let Order { settings, choice, routine, adjust, limits, health, anyway, .. } = order;
        let now = self.clock.now();
        let entries = self.deeds.library().entries();
        let facts = care::facts(self.deeds.journal(), now);
        let is_first_run = health.is_new() && facts.is_empty();
        let mut before = Before::new(routine, (settings.sore_foot, choice), settings.check, now)
            .knowing(health)
            .adjusted(adjust)
            .among(entries.iter())
            .by(limits)
            .flagged(&facts, now);
        if anyway {
            before.go_on_anyway(Turn::nothing());
        }
        if before.is_held() {
            self.go_on_anyway(&mut before)?;
        }
        if before.plan().is_empty() {
            return Err(nothing_for_the_side());
        }
        self.announce(&before)?;
        // Who wants no questions begins at once, as on the screen.
        if before.asks() {
            if is_first_run {
                self.say(FIRST_RUN)?;
            }
            self.question(&mut before)?;
        }
        let next = self.perform(before.claim())?;
        self.claimed(next.reply)?;
        if !self.ears.are_deaf() {
            self.say(words::FIRST_KEYS)?;
        }
        if let Some(Go::Live(ready)) = next.go
            && let Some((player, turn)) = Player::begin(*ready, View::Far, self.clock.now())
        {
            self.player = Some(player.by(limits));
            self.perform(turn)?;
        }
        Ok(())
    }

    /// The five questions and pain now. It stops where an answer speaks against a session.
    fn question(&mut self, before: &mut Before) -> Result<(), Stop> {
        let painkillers = before.painkillers();
        if before.stage() == Stage::Check && self.check(before)? {
            self.rate("Pain now, if you want to keep it", before.ratings().feet(), |action, now| {
                before.update(action, now)
            })?;
            return Err(no_session("a yes to one of the five questions speaks against it today"));
        }
        if before.painkillers() != painkillers {
            self.announce(before)?;
        }
        self.rate("Pain now", before.ratings().feet(), |action, now| before.update(action, now))?;
        self.offer(before)?;
        if before.offers_gentle() && self.wants_gentle(before.gentle_from())? {
            let turn = before.update(Action::Gentle, self.clock.now());
            let reply = self.perform(turn)?.reply;
            self.replace(before, reply)?;
            self.offer(before)?;
        }
        Ok(())
    }

    /// What was read takes the place of the routine; where there is no session of it today, or it cannot be read, that is
    /// said, and it is offered no more.
    fn replace(&mut self, before: &mut Before, reply: Option<Msg>) -> Result<(), Stop> {
        let replaced = match reply {
            Some(Msg::Loaded(Ok(other))) => before.replace(*other),
            Some(Msg::Loaded(Err(why))) => {
                before.cannot_follow();
                Err(why)
            }
            _ => return Ok(()),
        };
        match replaced {
            Ok(()) => self.announce(before),
            Err(why) => self.say(&why),
        }
    }

    /// What the file offers in the place of the routine, and of the one that takes its place, until one stays.
    fn offer(&mut self, before: &mut Before) -> Result<(), Stop> {
        while let Some(offer) = before.offer() {
            let question = format!("{} Enter takes it, o stays with {}.", offer.in_words(), before.routine().name);
            let takes = self.takes(&question)?;
            let turn = before.update(if takes { Action::Open } else { Action::Stay }, self.clock.now());
            let reply = self.perform(turn)?.reply;
            self.replace(before, reply)?;
        }
        if let Some(withheld) = before.withheld() {
            self.say(&withheld.in_words())?;
        }
        Ok(())
    }

    /// Whether what the file offers is taken.
    fn takes(&mut self, question: &str) -> Result<bool, Stop> {
        let (mut question, mut told) = (question, false);
        loop {
            match self.ask(question)?.unwrap_or_default().as_str() {
                "" => return Ok(true),
                "o" => return Ok(false),
                "q" => return Err(Stop::Left),
                _ => {
                    question = allowed(
                        &mut told,
                        "Enter for the other one, o for the one chosen, q leaves.",
                        "Enter, o or q.",
                    );
                }
            }
        }
    }

    /// Whether the gentle routine takes the place of the one chosen.
    fn wants_gentle(&mut self, from: Option<u8>) -> Result<bool, Stop> {
        let from = from.map_or_else(String::new, |from| format!("{from} or more: "));
        let question = format!("{from}Gentle Day may suit today better. g for it, Enter for this one.");
        let (mut question, mut told) = (question.as_str(), false);
        loop {
            let answer = match self.ask(question)? {
                Some(answer) => answer,
                // Something was to be said about it: the lighter one errs less.
                None if told => return Ok(true),
                None => Clean::default(),
            };
            match answer.as_str() {
                "" => return Ok(false),
                "g" => return Ok(true),
                "q" => return Err(Stop::Left),
                _ => {
                    question =
                        allowed(&mut told, "g for Gentle Day, Enter for the one chosen, q leaves.", "g, Enter or q.");
                }
            }
        }
    }

    /// What the health profile says against it: it stops here, unless it is to be done as on paper all the same. Where
    /// no session is offered at all pain can be kept.
    fn go_on_anyway(&mut self, before: &mut Before) -> Result<(), Stop> {
        let outlook = before.fit().outlook;
        let because = outlook.hidden;
        self.say(&held(&outlook))?;
        for text in outlook.hidden.advice() {
            self.say(text)?;
        }
        if outlook.log_only {
            self.rate("Pain now, if you want to keep it", before.ratings().feet(), |action, now| {
                before.update(action, now)
            })?;
            return Err(no_session(&format!("pain alone is logged for now, for your health ({because})")));
        }
        let question =
            "Too little of it is left. You know yourself best: anyway starts it as on paper, this once; Enter leaves.";
        let (mut question, mut told) = (question, false);
        loop {
            match self.ask(question)?.unwrap_or_default().as_str() {
                "" => {
                    let name = &before.routine().name;
                    let why = format!("too little of {name} is left for your health ({because})");
                    return Err(no_session(&format!("{why}; with `--anyway` it is done as on paper, this once")));
                }
                "q" => return Err(Stop::Left),
                "anyway" => {
                    before.go_on_anyway(Turn::nothing());
                    return Ok(());
                }
                _ => question = allowed(&mut told, "The word anyway, or Enter to leave.", "anyway, or Enter."),
            }
        }
    }

    /// What is about to be done, and what of it is otherwise than on paper.
    fn announce(&mut self, before: &Before) -> Result<(), Stop> {
        self.say(&words::heading(before.plan()))?;
        if before.is_anyway() {
            self.say(&format!("As on paper, whatever your health profile says: {}.", before.guard().holds()))?;
        }
        for (word, text) in before.fit().explained() {
            self.say(&sentence(word, &text))?;
        }
        Ok(())
    }

    /// The five questions; whether an answer speaks against a session.
    fn check(&mut self, before: &mut Before) -> Result<bool, Stop> {
        if before.is_flagged() {
            self.say(&flagged(RedFlags::answered(*before.answers())))?;
        }
        self.say("Is any of this so today?")?;
        for (number, question) in (1..).zip(QUESTIONS) {
            self.say(&format!("{number}  {question}"))?;
        }
        let (mut question, mut told) = (
            match before.is_flagged() {
                true => "The numbers of those that are so. none: none of these any more; Enter: as said before.",
                false => "Enter: none of these. Or the numbers of those that are so. p: strong painkillers today.",
            },
            false,
        );
        let said_before = (1..=5).zip(*before.answers()).filter(|(_, yes)| *yes).map(|(number, _)| number);
        let said_before: Vec<u8> = said_before.collect();
        let yes = loop {
            let answer = match self.ask(question)? {
                Some(answer) => answer,
                // Something was to be said: it was no "none of these".
                None if told => return Err(no_session("what was answered to the five questions was not understood")),
                None => Clean::default(),
            };
            // What was said earlier today is not taken back by silence.
            match answer.as_str() {
                "" if before.is_flagged() => break said_before.clone(),
                "none" => break Vec::new(),
                _ => {}
            }
            if answer.as_str() == "p" {
                let turn = before.update(Action::Painkillers, self.clock.now());
                self.perform(turn)?;
                self.say(match before.painkillers() {
                    Some(true) => Question::Painkillers.advice(),
                    Some(false) => "No strong painkillers.",
                    None => "The health profile cannot be read: level 1 holds as it is.",
                })?;
                continue;
            }
            let words = answer.split([' ', ',']).filter(|word| !word.is_empty());
            let numbers: Result<Vec<u8>, _> = words.map(str::parse).collect();
            match numbers {
                Ok(numbers) if numbers.iter().all(|number| (1..=5).contains(number)) => break numbers,
                _ if answer.as_str() == "q" => return Err(Stop::Left),
                _ => {
                    let full = match before.is_flagged() {
                        true => "Numbers from 1 to 5, with spaces between them; none, or Enter for as said before.",
                        false => "Numbers from 1 to 5, with spaces between them; Enter or none for none of these.",
                    };
                    question = allowed(&mut told, full, "1 to 5.")
                }
            }
        };
        for number in (1..=5).filter(|number| yes.contains(number) != said_before.contains(number)) {
            before.update(Action::Number(number), self.clock.now());
        }
        let turn = before.update(Action::Open, self.clock.now());
        self.perform(turn)?;
        if before.stage() != Stage::Stopped {
            return Ok(false);
        }
        self.say("No session today.")?;
        for text in advice(*before.answers()) {
            self.say(text)?;
        }
        Ok(true)
    }

    /// Asks for a rating of each foot. Silence stays "not rated".
    fn rate(&mut self, title: &str, feet: Feet, mut update: impl FnMut(Action, Now) -> Turn) -> Result<(), Stop> {
        for side in Side::BOTH.into_iter().filter(|side| feet.include(*side)) {
            let question = format!("{title}, {} foot: 0 (none) to 10 (worst). Enter skips.", side.word());
            let (mut question, mut told) = (question.as_str(), false);
            let value = loop {
                let Some(answer) = self.ask(question)? else { return Ok(()) };
                if answer.is_empty() {
                    break None;
                }
                let number = if matches!(answer.as_str(), "x" | "-") { Ok(10) } else { answer.parse::<u8>() };
                match number.map(Pain::try_from) {
                    Ok(Ok(value)) => break Some(value),
                    _ if answer.as_str() == "q" => return Err(Stop::Left),
                    _ => {
                        question = allowed(&mut told, "A whole number from 0 to 10; Enter skips, q leaves.", "0 to 10.")
                    }
                }
            };
            let now = self.clock.now();
            let turn = match value {
                Some(value) => update(Action::Number(value.value()), now),
                None => update(Action::NextField, now),
            };
            self.perform(turn)?;
            if let Some(value) = value {
                let kept = if self.saving.state() == Saved::Yes { "kept" } else { "not saved yet" };
                self.say(&format!("{} foot {}, {}: {kept}", side.word(), value.value(), value.label()))?;
            }
        }
        Ok(())
    }

    pub(super) fn after(&mut self, mut after: After) -> Result<(), Stop> {
        let record = after.record();
        let done = of(record.lived, record.planned);
        let how = match record.ending {
            Ending::Finished => "Finished",
            Ending::Early | Ending::Interrupted => "Ended early",
        };
        let hurts = [Some(Side::Left), Some(Side::Right), None]
            .map(|side| (side.map_or("both", Side::word), crate::domain::words::hurts(record, side, true)));
        let lines: Vec<String> = words::done(record).collect();
        self.say(&format!("{how}: {}, {done}.", record.name))?;
        for line in lines {
            self.say(&line)?;
        }
        if after.wants_skin_check() {
            self.say(SKIN)?;
        }
        for (side, hurts) in hurts.iter().filter(|(_, hurts)| !hurts.is_empty()) {
            self.say(&format!("{side}: {hurts}"))?;
        }
        // Before they are asked, as it stands on the screen beside the question.
        for side in Side::BOTH {
            let text = around(None, after.during().of(side), None);
            if !text.is_empty() {
                self.say(&format!("{} foot: {text}", side.word()))?;
            }
        }
        self.rate("Pain now", after.ratings().feet(), |action, now| after.update(action, now))?;
        for side in Side::BOTH {
            let text = around(after.before().of(side), None, after.ratings().values().of(side));
            if !text.is_empty() {
                self.say(&format!("{} foot: {text}", side.word()))?;
            }
        }
        let note = self.ask("A note, or Enter.")?.unwrap_or_default();
        // Who leaves means to leave, as at the questions before.
        if note.is_empty() || note.as_str() == "q" {
            return Ok(());
        }
        let now = self.clock.now();
        for turn in [after.update(Action::Note, now), after.paste(&note), after.update(Action::Back, now)] {
            self.perform(turn)?;
        }
        let kept = if self.saving.state() == Saved::Yes { "Note: kept." } else { "Note: not saved yet." };
        self.say(kept)
    }

    /// Whether the claim went through.
    pub(super) fn claimed(&mut self, reply: Option<Msg>) -> Result<(), Stop> {
        match reply {
            Some(Msg::Claimed(Claimed::Busy(who))) => {
                let text = format!("{who}; end it there, or take it over on the full screen");
                Err(Stop::Trouble(Trouble::Refused(Clean::visible(&text))))
            }
            Some(Msg::Claimed(Claimed::Gone(why))) => Err(Stop::Trouble(Trouble::Refused(why))),
            Some(Msg::Claimed(Claimed::YesBut(what))) => self.say(&what),
            _ => Ok(()),
        }
    }
}

/// There is none, and why: whoever started it, a person or a reminder, learns it from the exit code, too.
fn no_session(why: &str) -> Stop {
    Stop::Trouble(Trouble::Refused(Clean::visible(&format!("no session: {why}"))))
}

/// What may be answered: once in full, then briefly.
const fn allowed(told: &mut bool, full: &'static str, brief: &'static str) -> &'static str {
    if std::mem::replace(told, true) { brief } else { full }
}
