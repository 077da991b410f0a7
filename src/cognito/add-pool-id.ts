/** What to do where the user pool's id is missing. Who got the target another way says that in place of it. */
export const ADD_POOL_ID = 'Add the user pool ID (for example eu-west-1_Ab12Cd34E) to the target.';
