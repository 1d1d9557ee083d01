## The institution’s own regulation.
regulation-title = The regulation
regulation-lead = These are the numbers that the institution sets itself. Whoever proposes cannot approve, and what the Act settles cannot be changed.
regulation-in-force = Rule sets
regulation-valid-from = Counts from
regulation-rule-set = Rule set
regulation-waiting = Proposal that waits for approval
regulation-case-ref = Case number
regulation-changes = What changes
regulation-what = What
regulation-old = Now
regulation-new = New
regulation-law = Paragraph
regulation-waits-for-another = Another person must look at the proposal before it can count.
regulation-approve = Approve
regulation-take-back = Take the proposal back
regulation-reject = Reject
regulation-propose = Propose other numbers
regulation-valid-from-hint = A day to come. Write the date like this: 01.08.2027
regulation-case-ref-hint = The case in which the numbers were decided.
regulation-numbers = The numbers
regulation-numbers-hint = Change the numbers that have been decided anew. The others stay as they are.
regulation-now = Now { $value }, { $law }.
regulation-now-by-law = Now { $value }.
regulation-group-registration = Registration and withdrawal
regulation-group-attempts = Attempts
regulation-group-committee = Examiners
regulation-group-grading = Grading
regulation-group-appeal = Explanation and appeal
regulation-group-regrade = Re-grading
regulation-unit-examiners = { $count ->
    [one] examiner
   *[other] examiners
}
regulation-unit-credits = { $count ->
    [one] credit
   *[other] credits
}
regulation-unit-grades = { $count ->
    [one] grade
   *[other] grades
}
regulation-unit-attempts = { $count ->
    [one] attempt
   *[other] attempts
}
regulation-unit-repeats = { $count ->
    [one] repeat
   *[other] repeats
}
regulation-unit-dispensations = { $count ->
    [one] dispensation
   *[other] dispensations
}
regulation-unit-points = { $count ->
    [one] point
   *[other] points
}
regulation-propose-send = Send the proposal for approval
regulation-limit-least = The Act: at least { $value }, { $law }.
regulation-limit-most = The Act: at most { $value }, { $law }.
regulation-limit-fixed = Settled by the Act, { $law }.
regulation-error-day-past = The date must be a day to come.
regulation-error-day-taken = A rule set already counts from this date or a later one. Choose a later date.
regulation-error-no-change = None of the numbers is new.
regulation-error-below = The Act allows no lower number here.
regulation-error-above = The Act allows no higher number here.
regulation-error-fixed = The Act settles this number.
regulation-error-number = This number cannot be set.
regulation-refused-waits = Another proposal waits for approval.
regulation-refused-same-person = Whoever proposed cannot approve.
regulation-refused-day-passed = The day from which the proposal was to count has come. Reject it and propose anew.
regulation-task-approve = Look at the proposal for a new regulation
done-regulation-proposed = The proposal was sent for approval.
done-regulation-approved = The regulation is approved.
done-regulation-rejected = The proposal was rejected.
nav-regulations = The regulation
regulation-number-withdrawal-deadline-before-exam = Withdrawal before the exam
regulation-number-grading-deadline-deadline = Grading deadline
regulation-number-grading-deadline-larger-work-deadline = Grading deadline for larger works
regulation-number-grading-deadline-larger-work-from-credits = Larger work from this many credits
regulation-number-grading-deadline-sanction-on-day = Day after the grading deadline when it has financial consequences
regulation-number-explanation-request = Time to ask for an explanation
regulation-number-explanation-due = Time to give an explanation
regulation-number-appeal-deadline = Time to appeal against a grade
regulation-number-appeal-late-excuse-within = Longest time a late appeal can be taken up
regulation-number-formal-complaint-deadline = Time to complain of formal errors
regulation-number-decision-appeal-deadline = Time to appeal against a decision
regulation-number-decision-appeal-post = Time the post takes before a decision on paper has arrived
regulation-number-regrade-deadline-deadline = Re-grading deadline
regulation-number-regrade-deadline-sanction-on-day = Day after the re-grading deadline when it has financial consequences
regulation-number-committee-every-exam-examiners = Examiners at every exam
regulation-number-committee-every-exam-external = External examiners at every exam
regulation-number-committee-master-independent-examiners = Examiners of independent work at master’s level
regulation-number-committee-master-independent-external = External examiners of independent work at master’s level
regulation-number-committee-bachelor-independent-examiners = Examiners of a bachelor’s thesis
regulation-number-committee-unverifiable-examiners = Examiners when the exam cannot be assessed again
regulation-number-committee-large-from-credits = Large exam from this many credits
regulation-number-committee-large-need-examiners = Examiners at a large exam
regulation-number-regrade-committee-examiners = Examiners in a re-grading committee
regulation-number-regrade-committee-external = External examiners in a re-grading committee
regulation-number-regrade-outcome-further-assessment-grades-apart = Grades apart that call for a further assessment
regulation-number-attempts-limit = Number of attempts
regulation-number-attempts-thesis-limit = Number of attempts at a thesis
regulation-number-attempts-quota = Repeats in the whole programme
regulation-number-attempts-dispensations = Dispensations that may be granted
regulation-number-average-grade-a-counts-as = The number that A counts as
regulation-number-accommodation-deadline-apply-before-exam = Application for accommodation before the exam
regulation-number-signup-deadline-deferred-after-exam = Time to sign up for a deferred exam
regulation-number-signup-deadline-resit-after-announcement = Time to sign up for a resit
regulation-group-invigilation = The exam day
regulation-group-oral = Oral exams
regulation-unit-candidates = { $count ->
    [one] candidate
   *[other] candidates
}
regulation-unit-invigilators = { $count ->
    [one] invigilator
   *[other] invigilators
}
regulation-unit-minutes = { $count ->
    [one] minute
   *[other] minutes
}
regulation-number-invigilation-candidates-per-invigilator = Candidates for each invigilator in a hall
regulation-number-invigilation-small-room-candidates = Candidates for each invigilator in a small room
regulation-number-invigilation-least-in-hall = Invigilators in a hall, at least
regulation-number-invigilation-head-from-candidates = Head invigilator from candidates in the room
regulation-number-invigilation-minutes-before = The invigilator comes before the exam
regulation-number-invigilation-minutes-after = The invigilator stays after the exam
regulation-number-exam-paper-hand-in-before = The paper of a school exam is handed in before the exam
regulation-number-paper-copies-candidates-per-spare = Candidates for each spare copy of the paper
regulation-number-paper-copies-in-room-before = The copies are in the room before the exam
regulation-number-oral-room-before = Rooms are reserved before an oral exam
regulation-number-oral-notice-before = Candidates are told before an oral exam
regulation-number-oral-minutes-between-exams = Time between an oral and another exam on the same day, at least
