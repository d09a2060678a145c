/// Something about a message that a person should know before trusting it.
package struct Finding: Sendable, Hashable {
    package enum Grade: Int, Sendable, Hashable {
        /// Common in honest mail too; good to know.
        case note
        case warning
        case critical
    }

    /// What it is about, where a screen shows it in another place too.
    package enum Subject: Sendable, Hashable {
        case link, program, replyTo, from, subject, unseen, claim, other
    }

    package let grade: Grade
    package let subject: Subject
    /// One plain sentence; names in it are hostile.
    package let text: String

    package init(_ grade: Grade, _ subject: Subject = .other, _ text: String) {
        self.grade = grade
        self.subject = subject
        self.text = text
    }

    package init(_ grade: Grade, _ text: String) { self.init(grade, .other, text) }
}
