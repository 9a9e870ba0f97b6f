/** What happy-dom lacks: there is no top layer in a DOM without a layout. */
HTMLElement.prototype.showPopover ??= () => undefined;
