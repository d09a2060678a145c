import CNcurses

/// What is typed at standard input and must not stand on the screen.
package enum SecretTyping {
    /// Hides what is typed from now on. A signal that ends or stops the program shows it again.
    package static func hide() { _ = cn_hide_typing() }

    /// Shows it again, where it is hidden.
    package static func show() { cn_show_typing() }
}
