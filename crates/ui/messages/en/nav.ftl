## What leads around in Kandidat.
nav-heading = Main menu
nav-menu = Menu
nav-my-looks = Who has looked
nav-skip = Skip to the content
nav-home = To the front page
nav-waiting = { $count } waiting
nav-desk = To do
nav-my = My exams
nav-access = Access
nav-operators = The register
nav-messages = Messages
nav-register-exclusions = Exclusions
nav-exclusions = Exclusions
nav-exclusion-alerts = Alerts
nav-my-exclusions = Exclusions about me
