export type Query = Record<string, string | number | undefined>;

/** X calls a post by two names: its guide and its library by one, its newest description by the other. */
export type Spelling = 'tweet' | 'post';

const userFields = 'name,username,profile_image_url,protected,public_metrics';

/** Everything that we read of a post, and what is to stand beside it. */
export const postQuery = (spelling: Spelling): Query =>
  spelling === 'tweet'
    ? {
        'tweet.fields':
          'attachments,author_id,conversation_id,created_at,entities,in_reply_to_user_id,lang,note_tweet,possibly_sensitive,public_metrics,referenced_tweets',
        expansions: 'author_id,attachments.media_keys,in_reply_to_user_id,referenced_tweets.id',
        ...others,
      }
    : {
        'post.fields':
          'attachments,conversation_id,created_at,entities,lang,note_post,possibly_sensitive,public_metrics',
        expansions:
          'author_id,attachments.media_keys,edit_history_post_ids,in_reply_to_user_id,referenced_posts',
        ...others,
      };

const others: Query = { 'user.fields': userFields, 'media.fields': 'alt_text,preview_image_url,type,url' };

export const messageQuery: Query = {
  'dm_event.fields': 'attachments,created_at,dm_conversation_id,entities,event_type,text',
  expansions: 'sender_id,participant_ids,attachments.media_keys',
  ...others,
};

/** The bare posts of a profile: what stands beside one costs as well. */
export const profilePostsQuery = (spelling: Spelling): Query =>
  spelling === 'tweet'
    ? { 'tweet.fields': 'attachments,created_at,entities,note_tweet,referenced_tweets' }
    : { 'post.fields': 'attachments,created_at,entities,note_post', expansions: 'referenced_posts' };

/** Whether a post is there, and in which versions: the older names tell that unasked. */
export const bareQuery = (spelling: Spelling): Query =>
  spelling === 'tweet' ? {} : { expansions: 'edit_history_post_ids' };

/** How far a post has spread, and nothing that costs beside it. */
export const figuresQuery = (spelling: Spelling): Query => ({
  [`${spelling}.fields`]: 'created_at,public_metrics',
});

export const profileQuery: Query = { 'user.fields': `${userFields},description,entities` };

export const ourselfQuery: Query = { 'user.fields': userFields };
