//! A session lived line by line: what is heard, what a line asks for, and what follows.

use super::ears::Heard;
use super::{Plain, Stop, words};
use crate::domain::session::{Input, KEY_GRACE, LEAP, Standing};
use crate::domain::text::Clean;
use crate::driver::awake::Wish;
use crate::driver::ctl::{self, Call};
use crate::sound;
use crate::ui::effect::Go;
use crate::ui::keymap::Action;
use crate::ui::saving::Saved;
use crate::ui::screen::after::After;
use crate::ui::screen::player::{CONFIRM_WITHIN, Player};

impl Plain {
    /// Gives the last words and the last tone their time, unless the person leaves: nobody else may be there to see the end.
    pub(super) fn last_words(&mut self) -> Result<(), Stop> {
        let now = self.clock.moment();
        let until = self.speaker.speaks_until(now);
        if !self.speaker.is_silent() {
            self.speaker.when_silent(until.since(now), self.ears.waker());
        }
        while !self.speaker.is_silent() {
            match self.ears.wait(Some(until), &self.clock) {
                Heard::Signal(signal) => return Err(Stop::Signal(signal)),
                Heard::Stop => self.stop(),
                Heard::Line(line) if line.as_str() == "q" => break,
                Heard::Time => break,
                Heard::Line(_) | Heard::End | Heard::Called | Heard::Continued => {}
            }
        }
        self.follow(self.clock.now())
    }

    /// Lives the session to its end; what comes after it.
    pub(super) fn live(&mut self) -> Result<Option<After>, Stop> {
        while let Some(player) = &mut self.player {
            self.door.stand_open(true, || self.ears.waker());
            // Nobody is there any more to go on for.
            let standing = player.session().standing();
            self.awake.follow(Wish::of(Some(player.session())), self.clock.moment());
            let alone = !self.ears.is_open() && !self.steered && standing != Standing::Running;
            let wish = if alone {
                Some(self.clock.moment().plus(KEY_GRACE))
            } else {
                player.next_wake().into_iter().chain(self.awake.next_wake()).min()
            };
            let heard = self.ears.wait(wish, &self.clock);
            let now = self.clock.now();
            let overslept = wish.map_or_else(Default::default, |wish| now.moment.since(wish));
            let away = self.clock.slept().filter(|_| overslept <= LEAP);
            let heard = match heard {
                Heard::Line(line) => {
                    let line = line.to_lowercase();
                    Heard::Line(Clean::visible(words::letter(&line).unwrap_or(&line)))
                }
                other => other,
            };
            let (mut turns, mut calls, mut stops) = (Vec::new(), Vec::new(), false);
            turns.extend(away.map(|away| player.away(away, now)));
            match heard {
                Heard::Signal(signal) => return Err(Stop::Signal(signal)),
                Heard::Stop => {
                    turns.push(player.pause(now));
                    stops = true;
                }
                Heard::Continued => turns.push(player.stopped(now)),
                // A word for one of the two never does the other.
                Heard::Line(line) if matches!(line.as_str(), "pause" | "resume") => {
                    let is_running = player.session().standing() == Standing::Running;
                    match (line.as_str(), is_running) {
                        ("pause", true) => turns.push(player.told(Input::Pause, now)),
                        ("resume", false) => turns.push(player.told(Input::Resume, now)),
                        (_, true) => self.say("It runs.")?,
                        _ => self.say("It is paused already. Enter goes on.")?,
                    }
                }
                Heard::Line(line) if matches!(line.as_str(), "v" | "t") => {
                    let session = player.session();
                    let lines: Vec<String> = match line.as_str() {
                        "v" => words::instruction(session, now).map(str::to_owned).collect(),
                        _ => vec![words::standing(session, now)],
                    };
                    if lines.is_empty() {
                        self.say("There is no more to be said about this step.")?;
                    }
                    for line in lines {
                        self.say(&line)?;
                    }
                }
                Heard::Line(line) if &*line == "m" => {
                    self.hearing = self.hearing.next(self.wanted);
                    self.speaker.set(self.hearing);
                    self.say(self.hearing.words())?;
                }
                Heard::Line(line) if &*line == "o" && !player.is_rating_movable(now) => {
                    self.say("There is no rating of a moment ago to give to the other side.")?;
                }
                // Whoever types a line aims at nothing on a screen: a part that has just begun can be skipped, too.
                Heard::Line(line) if &*line == "s" => turns.push(player.told(Input::Skip, now)),
                Heard::Line(line) => match actions(&line) {
                    Some(actions) => {
                        self.left = actions.contains(&Action::Stop);
                        self.again = self.left.then(|| now.moment.plus(CONFIRM_WITHIN));
                        turns.extend(actions.into_iter().map(|action| player.update(action, now)));
                    }
                    None if &*line == "?" => {
                        for keys in words::KEYS {
                            self.say(keys)?;
                        }
                    }
                    None => self.say("That asks for nothing here. ? tells the keys.")?,
                },
                Heard::Called => {
                    calls = self.door.calls();
                    let inputs: Vec<_> = calls.iter().filter_map(|call| call.request.verb.input()).collect();
                    self.steered |= !inputs.is_empty();
                    turns.extend(inputs.into_iter().map(|input| player.told(input, now)));
                }
                Heard::Time if alone => turns.push(player.update(Action::BigButton, now)),
                Heard::Time | Heard::End => turns.push(player.tick(now)),
            }
            let rated = self.player.as_mut().and_then(Player::take_rated);
            let mut over = None;
            for turn in turns {
                if over.is_none()
                    && let Some(Go::After(ended)) = self.perform(turn)?.go
                {
                    self.player = None;
                    over = Some(After::new(*ended).guarded(&self.guard));
                }
            }
            // Behind the cues: a mark is not begun where half-way is said in the same moment.
            self.follow(now)?;
            if let Some(rated) = rated {
                self.say(&words::rated(&rated, self.saving.state() == Saved::Yes))?;
            }
            self.answer(&calls);
            if stops {
                self.stop();
            }
            if over.is_some() {
                return Ok(over);
            }
        }
        Ok(None)
    }

    /// Stands still until a shell lets it go on: nothing speaks, listens or keeps the machine awake meanwhile.
    pub(super) fn stop(&mut self) {
        self.speaker.fall_silent();
        sound::hold();
        self.door.bar();
        self.awake.follow(Wish::Release, self.clock.moment());
        self.ears.stop();
        sound::allow();
    }

    fn answer(&self, calls: &[Call]) {
        let (now, session) = (self.clock.now(), self.player.as_ref().map(Player::session));
        for call in calls {
            call.answer(&ctl::answer((call.request, true), session, self.saving.state(), now));
        }
    }
}

/// What a line asks of a session; none for one that asks for help. Whoever types a line and Enter means it, so an end is
/// confirmed at once.
fn actions(line: &str) -> Option<Vec<Action>> {
    Some(match line {
        "" | "p" => vec![Action::BigButton],
        "b" => vec![Action::GoBack],
        "r" => vec![Action::Restart],
        "+" => vec![Action::AddTime],
        "-" => vec![Action::TakeTime],
        "w" => vec![Action::WaitForMe],
        "c" => vec![Action::SwapSides],
        "x" => vec![Action::Number(10)],
        "h" => vec![Action::ThatHurt],
        "o" => vec![Action::OtherSide],
        "q" => vec![Action::Stop, Action::Stop],
        number => vec![Action::Number(number.parse().ok().filter(|number| *number <= 10)?)],
    })
}
