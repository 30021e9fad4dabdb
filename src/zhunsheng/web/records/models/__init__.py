"""Tables. No logic in ``save()``; whatever changes them is an act in :mod:`zhunsheng.web.records.operations`."""

from zhunsheng.web.records.models.appraisal import AmountSetting, Appraisal, AppraisalKind, AppraisalNote
from zhunsheng.web.records.models.arrangement import Arrangement, ArrangementSort
from zhunsheng.web.records.models.attachment import Attachment, Photo, PhotoMatch
from zhunsheng.web.records.models.audit_entry import AuditEntry, ChainHead
from zhunsheng.web.records.models.calendar_change import CalendarChange
from zhunsheng.web.records.models.comment import Comment, CommentKind, Thread
from zhunsheng.web.records.models.deadline_tally import DeadlineTally
from zhunsheng.web.records.models.decision import Decision, DecisionKind
from zhunsheng.web.records.models.edit import Edit, EditKind
from zhunsheng.web.records.models.entry import Entry, EntrySource
from zhunsheng.web.records.models.finding_tally import FindingTally
from zhunsheng.web.records.models.form_mark import FormMark
from zhunsheng.web.records.models.formula_binding import FormulaBinding
from zhunsheng.web.records.models.import_job import ImportJob, ImportState
from zhunsheng.web.records.models.indicator_row import IndicatorRow
from zhunsheng.web.records.models.measured_value import MeasuredValue
from zhunsheng.web.records.models.month_value import MonthValue
from zhunsheng.web.records.models.own_kind import OwnKind
from zhunsheng.web.records.models.plan import Plan
from zhunsheng.web.records.models.process_step import ProcessStep
from zhunsheng.web.records.models.project_standing import ProjectStanding
from zhunsheng.web.records.models.publication import (
    OpenEdition,
    OpenProject,
    PublicationKind,
    PublicationNote,
    PublicationStep,
    PublishedEdition,
)
from zhunsheng.web.records.models.read_form import ReadForm
from zhunsheng.web.records.models.reading import Reading, ReadingStatus, StoredFile
from zhunsheng.web.records.models.rectification import ItemSource, Rectification, RectificationStep
from zhunsheng.web.records.models.reminder_sent import ReminderSent
from zhunsheng.web.records.models.result_note import ResultNote
from zhunsheng.web.records.models.round import Round
from zhunsheng.web.records.models.rule_setting import RuleSetting
from zhunsheng.web.records.models.sheet import Sheet
from zhunsheng.web.records.models.standing import Standing
from zhunsheng.web.records.models.stated_value import StatedValue
from zhunsheng.web.records.models.survey import Survey, SurveyAccess, SurveyMark
from zhunsheng.web.records.models.tally import Tally
from zhunsheng.web.records.models.target import Target
from zhunsheng.web.records.models.unit import Unit, UnitKind, usual_kind
from zhunsheng.web.records.models.unit_token import UnitToken
from zhunsheng.web.records.models.version import Version, VersionKind
from zhunsheng.web.records.models.year_course import YearCourse
from zhunsheng.web.records.models.year_note import NoteStage, YearNote

__all__ = [
    "AmountSetting",
    "Appraisal",
    "AppraisalKind",
    "AppraisalNote",
    "Arrangement",
    "ArrangementSort",
    "Attachment",
    "AuditEntry",
    "CalendarChange",
    "ChainHead",
    "Comment",
    "CommentKind",
    "DeadlineTally",
    "Decision",
    "DecisionKind",
    "Edit",
    "EditKind",
    "Entry",
    "EntrySource",
    "FindingTally",
    "FormMark",
    "FormulaBinding",
    "ImportJob",
    "ImportState",
    "IndicatorRow",
    "ItemSource",
    "MeasuredValue",
    "MonthValue",
    "NoteStage",
    "OpenEdition",
    "OpenProject",
    "OwnKind",
    "Photo",
    "PhotoMatch",
    "Plan",
    "ProcessStep",
    "ProjectStanding",
    "PublicationKind",
    "PublicationNote",
    "PublicationStep",
    "PublishedEdition",
    "ReadForm",
    "Reading",
    "ReadingStatus",
    "Rectification",
    "RectificationStep",
    "ReminderSent",
    "ResultNote",
    "Round",
    "RuleSetting",
    "Sheet",
    "Standing",
    "StatedValue",
    "StoredFile",
    "Survey",
    "SurveyAccess",
    "SurveyMark",
    "Tally",
    "Target",
    "Thread",
    "Unit",
    "UnitKind",
    "UnitToken",
    "Version",
    "VersionKind",
    "YearCourse",
    "YearNote",
    "usual_kind",
]
