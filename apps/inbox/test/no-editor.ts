// jsdom lays nothing out, which an editor needs: here it cannot come, and the plain field stays.
throw new Error('No editor without a layout');
