//! What the screens ask for: at once where a person waits for it, behind the frame where it takes time.

use super::awake::Wish;
use super::{Loop, editor, terminal};
use crate::domain::cues::Answers;
use crate::domain::desk::Ask;
use crate::domain::text::Clean;
use crate::domain::time::Now;
use crate::sound;
use crate::store::desk::take_back;
use crate::ui::chosen;
use crate::ui::effect::{Effect, Msg, Turn};

impl Loop {
    /// Does what a turn asks for.
    pub(super) fn perform(&mut self, turn: Turn, now: Now) {
        self.stale |= turn.draw;
        // Nobody would hear that it pauses: the shell gets the terminal at once.
        let leaves = turn.effects.iter().any(|effect| matches!(effect, Effect::Suspend));
        for effect in turn.effects {
            match effect {
                Effect::Sound(_) if leaves => {}
                Effect::ReadRecent
                | Effect::Desk(Ask::KeepDraft(..) | Ask::DropDraft | Ask::List | Ask::Hide(..))
                | Effect::ReadHistory
                | Effect::LookAtHistory
                | Effect::ReadDeleted
                | Effect::ReadTrends
                | Effect::ReadAnatomy
                | Effect::Claim(_)
                | Effect::LookOn
                | Effect::Keep(_)
                | Effect::KeepCues(_)
                | Effect::KeepOffered(_)
                | Effect::EnterLevels(_)
                | Effect::KeepHealth { .. }
                | Effect::Ease(_)
                | Effect::KeepSettingsDraft(_)
                | Effect::EndProgress(_)
                | Effect::CloseCutOff(_) => self.later.push(effect),
                Effect::SaveProgress(_) => {
                    // The newest says all: a burst of calls costs one writing.
                    self.later.retain(|older| !matches!(older, Effect::SaveProgress(_)));
                    self.later.push(effect);
                }
                Effect::Sound(cues) => {
                    // Two voices at once are none.
                    self.cues.hush();
                    let notice = |cue| terminal::notice_of(cue, self.app.session());
                    if !self.focused
                        && self.deeds.notifies()
                        && let Some(text) = cues.iter().rev().find_map(notice)
                    {
                        self.terminal.notify(&text, self.deeds.bell() && self.speaker.has_tones());
                    }
                    let rings = self.speaker.hear(&cues, self.app.session(), now.moment);
                    self.ring(rings);
                }
                Effect::Hear(hearing) => self.speaker.set(hearing),
                Effect::Settings(ask) => {
                    self.keep_drafts(now);
                    self.ask_settings(ask, now);
                }
                Effect::LeaveSettings(unsaved) => {
                    self.keep_drafts(now);
                    let kept = self.deeds.settings_desk().keep_draft(unsaved, now.wall);
                    self.tell(Msg::Settings(chosen::Answer::Left(kept)), now);
                }
                Effect::TrySetting(text, setting) => {
                    let rings = self.cues.try_setting(&text, &setting, &self.clock);
                    self.ring(rings);
                }
                Effect::AskCues => {
                    let msg = Msg::Cues(self.cues.questions());
                    self.tell(msg, now);
                }
                Effect::TryCue(channel) => {
                    let rings = self.cues.try_out(channel, &self.clock);
                    self.ring(rings);
                }
                Effect::Redraw => self.terminal.redraw(),
                Effect::Suspend if !self.terminal.can_suspend() => {}
                Effect::Suspend => {
                    // The thread that would end them is stopped with everything else.
                    self.speaker.fall_silent();
                    self.cues.fall_silent();
                    sound::hold();
                    self.settle();
                    // Nobody would answer, and nobody looks.
                    self.door.bar();
                    self.awake.follow(Wish::Release, now.moment);
                    self.terminal.suspend();
                    sound::allow();
                    self.stale = true;
                }
                Effect::Quit(leave) => self.leave = Some(leave),
                Effect::EditOutside { text, line } => self.edit_outside(&text, line),
                Effect::Load(_)
                | Effect::Reload(_)
                | Effect::ReadRecord(_)
                | Effect::ReadWhen(..)
                | Effect::ReadBook
                | Effect::Desk(_) => {
                    if matches!(effect, Effect::Desk(_)) {
                        self.keep_drafts(now);
                    }
                    if let Some(msg) = self.deeds.answer(effect, now) {
                        self.tell(msg, now);
                    }
                }
            }
        }
    }

    /// What is to become of the drafts, which is about what lies on the desk now: before anything else is put there.
    fn keep_drafts(&mut self, now: Now) {
        let is_draft = |effect: &Effect| {
            matches!(effect, Effect::Desk(Ask::KeepDraft(..) | Ask::DropDraft) | Effect::KeepSettingsDraft(_))
        };
        let (drafts, others): (Vec<_>, Vec<_>) = std::mem::take(&mut self.later).into_iter().partition(is_draft);
        self.later = others;
        for msg in drafts.into_iter().filter_map(|draft| self.deeds.perform(draft, now)).collect::<Vec<_>>() {
            self.tell(msg, now);
        }
    }

    /// What holds from now on, whether or not it could be kept.
    pub(super) fn keep_cues(&mut self, answers: Answers) -> Msg {
        let kept = self.cues.keep(answers, self.clock.now());
        let settings = self.cues.settings();
        let mut speaker = self.deeds.speaker(&settings, &self.clock);
        speaker.wake_by(self.terminal.waker());
        std::mem::replace(&mut self.speaker, speaker).retire();
        Msg::CuesKept(settings.sound.hearing(), settings.signal(), kept.err())
    }

    /// Gives the terminal to the person's own editor, and takes it back when that is closed. What is to be kept is kept
    /// before.
    fn edit_outside(&mut self, text: &str, line: Option<usize>) {
        self.settle();
        let at = self.clock.now().wall;
        let lent = match self.app.changes_settings() {
            true => self.deeds.settings_desk().lend(text),
            false => self.deeds.desk().lend(text, at),
        };
        let lent = match lent {
            Ok(lent) => lent,
            Err(why) => return self.tell(Msg::Edited(Err(why), None), self.clock.now()),
        };
        let ended = self.terminal.lend(|| editor::open(&lent, line));
        let left = take_back(&lent);
        self.stale = true;
        let trouble = ended.err().map(|why| Clean::visible(&why.to_string()));
        self.tell(Msg::Edited(left, trouble), self.clock.now());
    }
}
