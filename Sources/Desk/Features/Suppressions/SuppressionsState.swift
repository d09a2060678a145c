import ResellerAPI

/// The suppressions pane, and the view with the same addresses on the whole screen.
package struct SuppressionsState: Sendable, Equatable {
    /// The list shown; nil shows all four, newest first.
    package var list: SuppressionList?
    package var cursor = 0
    package var top = 0
    package var view = SuppressionsViewState()

    package init() {}
}
