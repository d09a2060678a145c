import Records
import Screen

extension DeskState {
    /// How bad a single figure of a customer is, as the judge has it; well where nobody judged it.
    package func severity(of concern: Concern, _ user: String) -> Severity {
        figures[user]?.concerns[concern] ?? .well
    }
}

extension Severity {
    /// How a figure of this severity is written.
    package var role: Role {
        switch self {
        case .critical: .critical
        case .warning: .warn
        case .well: .text
        }
    }

    /// What stands before its row.
    package var sign: SheetSign? {
        switch self {
        case .critical: .critical
        case .warning: .warning
        case .well: nil
        }
    }
}
