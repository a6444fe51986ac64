//! A routine being changed: what the desk answers, a step that is tried, and the way back.

use super::{App, Screen};
use crate::domain::desk::{Answer, Kind};
use crate::domain::fit::Adjustment;
use crate::domain::routine::{Routine, RoutineId};
use crate::domain::time::Now;
use crate::ui::effect::{Effect, Turn};
use crate::ui::screen::editor::Editor;

impl App {
    /// What is to be kept of a routine, or of settings, being changed, if the program ended now.
    pub fn last_draft(&mut self, now: Now) -> Vec<Effect> {
        let editor = match &mut self.screen {
            Screen::Settings(form) => return form.keep_draft().into_iter().collect(),
            Screen::Editor(editor) => Some(editor),
            _ => self.parked.as_mut(),
        };
        editor.map(|editor| editor.keep_draft(now).effects).unwrap_or_default()
    }

    /// Where one comes back to: the routine being changed while a step of it was tried, or home.
    pub(super) fn home_screen(&mut self) -> Screen {
        self.parked.take().map_or(Screen::Home, Screen::Editor)
    }

    /// A session of one step, at once; the editor waits behind it.
    pub(super) fn try_step(&mut self, routine: Routine, now: Now) -> Turn {
        if let Screen::Editor(editor) = std::mem::replace(&mut self.screen, Screen::Home) {
            self.parked = Some(editor);
        }
        self.prefs.choice = self.home.choice();
        let check = std::mem::replace(&mut self.prefs.check, false);
        let turn = self.prepare(routine, Adjustment::default(), now);
        self.prefs.check = check;
        turn
    }

    /// The desk has answered: to home, or to the routine being changed.
    pub(super) fn answered(&mut self, answer: Answer, now: Now) -> Turn {
        if let Answer::Copied(Ok(steps)) = &answer {
            self.clip = Some(steps.clone());
        }
        if let Answer::Saved(Ok(path)) = &answer {
            let stem = path.rsplit(['/', '\\']).next().and_then(|file| file.strip_suffix(".toml"));
            stem.and_then(|stem| RoutineId::new(stem).ok()).into_iter().for_each(|id| self.home.mark_saved(id));
        }
        match (answer, &mut self.screen) {
            (Answer::Entries(entries), _) => self.home.renew(entries),
            (answer, Screen::Editor(editor)) => editor.answer(answer, now),
            (Answer::Proposed(proposal), Screen::Guide(guide)) => guide.take(proposal),
            (Answer::Opened(Ok(opened)), _) => {
                let is_work = opened.kind == Kind::Proposed && opened.left.is_none();
                let editor = Editor::new(*opened, self.keys.clone()).holding(self.clip.clone());
                let mut editor = editor.guarded(self.care.guard(now)).among(self.home.entries());
                // What was answered is worth no less than what is typed.
                let turn = if is_work { editor.keep_draft(now) } else { Turn::nothing() };
                self.screen = Screen::Editor(Box::new(editor));
                self.with_anatomy(Turn { draw: true, ..turn })
            }
            (Answer::Opened(Err(why)) | Answer::NotKept(why), _) => self.say(why),
            _ => Turn::nothing(),
        }
    }
}
